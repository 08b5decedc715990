import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../core/refusal.js';
import type { Label, Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { Compiling } from './compiling.service.js';
import type { ReportModel } from './document.js';
import { FORM_KEYS, formNamed, type FormKey } from './forms-known.js';
import { Monthly } from './monthly.service.js';
import { formOf, MEDIA_TYPES, withOnly } from './report-files.js';
import { settingsFileOf, type Attachable } from './report-settings.js';
import { FormQueryDto, ProposalsQueryDto } from './reporting.dto.js';
import { Reporting } from './reporting.service.js';
import type { Rhythm } from './rhythms.js';
import type { TypicalProposal } from './typical-cases.js';

/** A report there is, for who chooses one. */
export interface FormView {
  readonly key: FormKey;
  readonly name: Label;
  readonly content: string;
  readonly rhythm: Rhythm | null;
  /** Made by the calendar. */
  readonly scheduled: boolean;
  readonly approval: boolean;
  readonly recipients: readonly Role[];
  readonly attach: readonly Attachable[];
  /** Where all this is set, inside the directory of settings. */
  readonly file: string;
  /** Its period may be running or still to come. */
  readonly ahead: boolean;
}

/** 各类报表 as they would be now, for any period; what is kept and sent stands under `issued-reports`. */
@ApiTags('reporting')
@Controller('api/v1/report-forms')
@People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor')
export class FormsController {
  constructor(
    private readonly compiling: Compiling,
    private readonly monthly: Monthly,
    private readonly reporting: Reporting,
    private readonly directory: Directory,
  ) {}

  /** When each is made and to whom it goes: whoever sets up the installation reads that too, of the reports themselves nothing. */
  @Get()
  @People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor', 'administrator')
  list(): { forms: FormView[] } {
    return {
      forms: FORM_KEYS.map((key) => {
        const { name, content, rhythm, ahead } = formNamed(key);
        const { schedule, approval, recipients, attach } = this.monthly.settings[key];
        return { key, name, content, rhythm, scheduled: schedule && rhythm !== null, approval, recipients, attach, file: settingsFileOf(key), ahead: ahead ?? false };
      }),
    };
  }

  /** 典型案例 that may be told, by rule; a person chooses. */
  @Get('typical_cases/proposals')
  async proposals(@By() person: Person, @Query() { period }: ProposalsQueryDto): Promise<{ proposals: TypicalProposal[] }> {
    await this.directory.refresh();
    return { proposals: await this.compiling.proposals(period, this.reporting.accountsOf(person)) };
  }

  /** The document, or a file of it; `table` takes one table alone. */
  @Get(':form')
  async one(
    @By() person: Person, @Param('form') named: string, @Query() { period, topicId, format, table }: FormQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportModel['document'] | Buffer> {
    const form = FORM_KEYS.find((key) => key === named);
    if (!form) throw new Refusal('not_found', { form: named });
    await this.directory.refresh();
    const { report } = await this.compiling.compiled({ form, period, ...(topicId !== undefined && { topicId }) }, { accountIds: this.reporting.accountsOf(person), person });
    const shown = table === undefined ? report : withOnly(report, table);
    if (!shown) throw new Refusal('not_found', { table });
    if (format === undefined) return shown.document;
    void reply.header('content-type', MEDIA_TYPES[format]);
    void reply.header('content-disposition', `attachment; filename="${shown.document.name}.${format}"`);
    return await formOf(shown, format);
  }
}
