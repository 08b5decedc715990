import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { RegisterWebhookDto, SwitchWebhookDto } from './webhook.dto.js';
import { Webhooks } from './webhook.service.js';

/** 推送接口: endpoints of other systems, what was sent to them, and what could not be. */
@ApiTags('webhooks')
@Controller('api/v1/webhooks')
@People('administrator')
export class WebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Get()
  async list() {
    return { webhooks: await this.webhooks.list() };
  }

  /** Answers with the secret, this once. */
  @Post()
  async register(@By() person: Person, @Body() body: RegisterWebhookDto) {
    return await this.webhooks.register(person, body);
  }

  @Post(':id/switch')
  @HttpCode(200)
  async switch(@Param('id') id: string, @Body() { active, reason }: SwitchWebhookDto) {
    return await this.webhooks.switch(id, active, reason ?? null);
  }

  @Get(':id/messages')
  async messages(@Param('id') id: string) {
    return { messages: await this.webhooks.messages(id) };
  }

  @Post('messages/:id/resend')
  @HttpCode(200)
  async resend(@Param('id') id: string) {
    return await this.webhooks.resend(id);
  }
}
