import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { DraftGroupReplyDto, EditGroupReplyDto, GroupActDto, GroupMemberDto, GroupRepliesDto, ReasonedGroupActDto, ReleaseGroupReplyDto, SignGroupReplyDto, SubmitGroupReplyDto } from './group-replies.dto.js';
import { GroupReading } from './group-reading.js';
import { GroupReplies } from './group-replies.service.js';
import { GroupReview } from './group-review.service.js';

/** 集中回应: one text to many citizens. Every act answers with the group reply as it then stands. */
@ApiTags('publication')
@Controller('api/v1/group-replies')
@People()
export class GroupRepliesController {
  constructor(
    private readonly replies: GroupReplies,
    private readonly review: GroupReview,
    private readonly reading: GroupReading,
  ) {}

  @Get()
  async list(@By() person: Person, @Query() { duty }: GroupRepliesDto) {
    return await this.reading.list(person, duty);
  }

  @Get(':id')
  async show(@By() person: Person, @Param('id') id: string) {
    return await this.reading.show(person, id);
  }

  @Post()
  @People('coordinator', 'handler')
  async draft(@By() person: Person, @Body() body: DraftGroupReplyDto) {
    return await this.reading.show(person, (await this.replies.draft(person, body)).id);
  }

  @Post(':id/edit')
  @HttpCode(200)
  @People('coordinator', 'handler')
  async edit(@By() person: Person, @Param('id') id: string, @Body() body: EditGroupReplyDto) {
    return await this.reading.show(person, (await this.replies.edit(person, id, body)).id);
  }

  @Post(':id/put-back')
  @HttpCode(200)
  @People('coordinator', 'handler')
  async putBack(@By() person: Person, @Param('id') id: string, @Body() body: GroupMemberDto) {
    return await this.reading.show(person, (await this.replies.putBack(person, id, body)).id);
  }

  @Post(':id/leave-out')
  @HttpCode(200)
  @People('coordinator', 'handler')
  async leaveOut(@By() person: Person, @Param('id') id: string, @Body() body: GroupMemberDto) {
    return await this.reading.show(person, (await this.replies.leaveOut(person, id, body)).id);
  }

  @Post(':id/propose-group-reply')
  @HttpCode(200)
  @People('coordinator', 'handler')
  async propose(@By() person: Person, @Param('id') id: string, @Body() body: SubmitGroupReplyDto) {
    return await this.reading.show(person, (await this.replies.propose(person, id, body)).id);
  }

  @Post(':id/drop')
  @HttpCode(200)
  @People('coordinator', 'handler')
  async drop(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedGroupActDto) {
    return await this.reading.show(person, (await this.replies.drop(person, id, body)).id);
  }

  @Post(':id/sign')
  @HttpCode(200)
  @People('head', 'deputy_leader', 'chief')
  async sign(@By() person: Person, @Param('id') id: string, @Body() body: SignGroupReplyDto) {
    return await this.reading.show(person, (await this.review.sign(person, id, body)).id);
  }

  @Post(':id/send-back')
  @HttpCode(200)
  @People('reviewer', 'head', 'deputy_leader', 'chief')
  async sendBack(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedGroupActDto) {
    return await this.reading.show(person, (await this.review.sendBack(person, id, body)).id);
  }

  @Post(':id/release-group-reply')
  @HttpCode(200)
  @People('reviewer')
  async release(@By() person: Person, @Param('id') id: string, @Body() body: ReleaseGroupReplyDto) {
    return await this.reading.show(person, (await this.review.release(person, id, body)).id);
  }

  @Post(':id/approve-group-reply')
  @HttpCode(200)
  @People('reviewer')
  async approve(@By() person: Person, @Param('id') id: string, @Body() body: SignGroupReplyDto) {
    return await this.reading.show(person, (await this.review.approve(person, id, body)).id);
  }

  @Post(':id/answer-by-group')
  @HttpCode(200)
  @People('coordinator')
  async answerByGroup(@By() person: Person, @Param('id') id: string, @Body() body: GroupActDto) {
    return await this.reading.show(person, (await this.review.answerByGroup(person, id, body)).id);
  }
}
