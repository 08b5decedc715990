import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Settings } from '../base/settings.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Person } from './actor.js';
import { Anybody, BeforePasswordChange, By, People, SESSION_COOKIE, type SetsCookies, type WithCookies } from './door.js';
import { ChangePasswordDto, SignInDto, SwitchNoticesDto } from './identity.dto.js';
import { OPTIONAL_NOTICES } from './identity.entities.js';
import { Identity } from './identity.service.js';

@ApiTags('identity')
@Controller('api/v1/session')
export class IdentityController {
  constructor(
    private readonly identity: Identity,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(200)
  @Anybody()
  async signIn(@Body() body: SignInDto, @Res({ passthrough: true }) reply: SetsCookies) {
    const { session, user } = await this.identity.signIn(body.login, body.password);
    void reply.setCookie(SESSION_COOKIE, session, this.cookie());
    return { name: user.name, roles: user.roles, mustChangePassword: user.mustChangePassword };
  }

  @Get()
  @People()
  @BeforePasswordChange()
  whoAmI(@By() person: Person) {
    return { id: person.id, name: person.name, roles: person.roles, departmentId: person.departmentId, mustChangePassword: person.passwordToChange ?? false };
  }

  @Delete()
  @HttpCode(204)
  @People()
  @BeforePasswordChange()
  async signOut(@Req() request: WithCookies, @Res({ passthrough: true }) reply: SetsCookies): Promise<void> {
    await this.identity.signOut(request.cookies[SESSION_COOKIE] ?? '');
    void reply.clearCookie(SESSION_COOKIE, this.cookie());
  }

  @Post('password')
  @HttpCode(204)
  @People()
  @BeforePasswordChange()
  async changePassword(@By() person: Person, @Body() body: ChangePasswordDto): Promise<void> {
    await this.identity.changePassword(person, body.old, body.fresh);
  }

  /** 我的通知: which optional mails are switched off. */
  @Get('notices')
  @People()
  async notices(@By() person: Person) {
    return { off: await this.identity.noticesOff(person), optional: OPTIONAL_NOTICES };
  }

  @Put('notices')
  @HttpCode(204)
  @People()
  async switchNotices(@By() person: Person, @Body() { off }: SwitchNoticesDto): Promise<void> {
    await this.identity.switchNotices(person, off);
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: this.settings.publicUrl.startsWith('https:') };
  }
}
