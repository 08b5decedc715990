import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AuditPageDto, HappeningsDto } from './audit.dto.js';
import { Audit } from './audit.service.js';

/** 审计: read only, and for two roles alone. */
@ApiTags('audit')
@Controller('api/v1/audit')
@People('auditor', 'administrator')
export class AuditController {
  constructor(private readonly audit: Audit) {}

  @Get('events')
  async happenings(@By() person: Person, @Query() query: HappeningsDto) {
    return await this.audit.happenings(person, query);
  }

  /** Sign-ins, keys, and looks at an informant’s identity. */
  @Get('identities')
  async identities(@Query() query: AuditPageDto) {
    return await this.audit.identities(query);
  }

  /** Begins to compute every hash again, unless that is under way. */
  @Post('verifications')
  @HttpCode(202)
  verify(@By() person: Person) {
    return { verification: this.audit.verify(person) };
  }

  @Get('verifications')
  verification() {
    return { verification: this.audit.lastVerification() };
  }
}
