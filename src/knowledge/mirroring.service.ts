import { Injectable, Logger } from '@nestjs/common';
import { plainToInstance, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateIf, ValidateNested } from 'class-validator';
import { Clock } from '../base/clock.js';
import { Courier, type Letter } from '../base/courier.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { checkedShape, wrongField } from '../base/shapes.js';
import { Words } from '../base/words.js';
import { contentHashOf, type EntryContent } from '../core/knowledge.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { Identity } from '../identity/identity.service.js';
import { BasisDto, LONGEST_ANSWER, type SourceDto } from './knowledge.dto.js';
import { KnowledgeEntry, KnowledgeSource } from './knowledge.entities.js';
import { changeEntry, putEntry, putVersion } from './shelf.js';

const CHANGES_PATH = '/api/v1/public/questions/changes';
const PAGE = 200;
const DEFAULT_MINUTES = 60;
const CLAIM_MS = 5 * 60_000;
const LONGEST_WAIT_MINUTES = 24 * 60;
/** Pages of one pull; a base that never ends is asked again later. */
const MOST_PAGES = 200;

class MirroredContentDto {
  @IsString() @MinLength(1) @MaxLength(300) question: string;
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(300, { each: true }) similar: string[];
  @IsString() @MinLength(1) @MaxLength(LONGEST_ANSWER) answer: string;
  @IsOptional() @IsString() @MaxLength(100) region: string | null;
  @IsOptional() @IsString() @MaxLength(100) audience: string | null;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => BasisDto) basis: BasisDto[];
  @IsString() @MaxLength(100) department: string;
}

class MirroredEntryDto {
  @IsString() @MinLength(1) @MaxLength(40) id: string;
  @IsInt() @Min(1) @Max(2_147_483_647) number: number;
  @IsInt() @Min(0) change: number;
  @IsIn(['public', 'gone']) state: 'public' | 'gone';
  @IsOptional() @IsString() @MaxLength(64) contentHash?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) reviewedOn?: string | null;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) reviewBy?: string | null;
  @ValidateIf(({ state }: MirroredEntryDto) => state === 'public') @ValidateNested() @Type(() => MirroredContentDto) content?: MirroredContentDto;
}

class MirroredChangesDto {
  @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => MirroredEntryDto) entries: MirroredEntryDto[];
  @Matches(/^\d{1,15}$/) next: string;
  @IsBoolean() more: boolean;
}

export interface Pulled {
  readonly taken: number;
  readonly error: string | null;
}

/** 对接联通: other bases are asked for what changed, and their entries stand here, named by origin and read only. */
@Injectable()
export class Mirroring {
  private readonly logger = new Logger('Mirroring');
  private readonly courier: Courier;
  private underway: Promise<number> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly words: Words,
    private readonly rulebook: Rulebook,
    private readonly identity: Identity,
    @InjectSettings() settings: Settings,
  ) {
    this.courier = new Courier(settings.webhookNetworks);
  }

  async sources(): Promise<KnowledgeSource[]> {
    return await this.database.rows.find(KnowledgeSource, {}, { orderBy: 'id' });
  }

  /** @throws Refusal `wrong_shape` for an address that may not be asked */
  async add(person: Pick<Person, 'id'> | null, { name, url, everyMinutes = DEFAULT_MINUTES }: SourceDto): Promise<KnowledgeSource> {
    const address = withPath(url);
    if (address === null || !this.courier.mayAddress(address)) {
      throw wrongField('url', '应为 https:// 开头、不含用户名和密码的地址；内网地址须先列入设置 WEBHOOK_NETWORKS', 'must be an https:// address without user or password; internal addresses must be listed in WEBHOOK_NETWORKS');
    }
    return await this.database.write('person', async (turn) => {
      refuseUnless(!(await turn.rows.one(KnowledgeSource, { url: address })), 'duplicate', { url: address, say: { zh: '这个来源已经登记过', en: 'This source is listed already' } });
      const source = {
        id: turn.ids.next(), name, url: address, everyMinutes, active: true, cursor: '0', etag: null, nextPullAt: turn.now, pulledAt: null, lastError: null, failures: 0,
        createdBy: person?.id ?? 'command line', createdAt: turn.now,
      } as KnowledgeSource;
      await turn.rows.insert(KnowledgeSource, source);
      await this.identity.note(turn, 'knowledge_source_added', person?.id ?? null, { source: source.id, url: address });
      return source;
    });
  }

  /** A source that is switched off is asked no more, and what came from it goes offline. @throws Refusal `not_found` */
  async switch(person: Person, id: string, active: boolean): Promise<KnowledgeSource> {
    return await this.database.write('person', async (turn) => {
      const source = await turn.rows.one(KnowledgeSource, { id }, { lock: true });
      refuseUnless(source, 'not_found', { source: id });
      const changes = { active, failures: 0, lastError: null, nextPullAt: turn.now, ...(active && !source.active && { cursor: '0', etag: null }) };
      await turn.rows.update(KnowledgeSource, id, changes);
      if (!active) {
        for (const entry of await turn.rows.find(KnowledgeEntry, { sourceId: id, state: 'public' })) await changeEntry(turn, this.words, entry, { state: 'offline', offlineReason: '来源已停用' });
      }
      await this.identity.note(turn, 'knowledge_source_switched', person.id, { source: id, active });
      return { ...source, ...changes };
    });
  }

  /** Asks the sources whose hour has come; never overlaps itself. Returns how many entries were taken. */
  async pullDue(): Promise<number> {
    this.underway ??= this.work().finally(() => (this.underway = undefined));
    return await this.underway;
  }

  /** @throws Refusal `not_found` */
  async pullNow(id: string): Promise<Pulled> {
    const source = await this.database.rows.one(KnowledgeSource, { id });
    refuseUnless(source?.active, 'not_found', { source: id });
    return await this.pull(source);
  }

  private async work(): Promise<number> {
    let taken = 0;
    const now = this.clock.now();
    for (const source of (await this.sources()).filter(({ active, nextPullAt }) => active && nextPullAt <= now)) {
      // Another process may be asking already.
      const mine = await this.database.write('relay', (turn) =>
        turn.rows.updateWhere(KnowledgeSource, { id: source.id, nextPullAt: source.nextPullAt }, { nextPullAt: turn.now + CLAIM_MS }));
      if (mine > 0) taken += (await this.pull(source)).taken;
    }
    return taken;
  }

  private async pull(source: KnowledgeSource): Promise<Pulled> {
    let taken = 0;
    let { cursor, etag } = source;
    try {
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const letter = await this.courier.ask(`${source.url}?since=${cursor}&limit=${PAGE}`, { method: 'GET', headers: { accept: 'application/json', 'user-agent': 'Huiyin', ...(etag && { 'if-none-match': etag }) } });
        if (letter.status === 304) break;
        const changes = await changesIn(letter);
        const moved = changes.next !== cursor;
        // The tag belongs to the question it answered: it is kept for the same question alone.
        [cursor, etag] = [changes.next, moved ? null : letter.etag];
        taken += await this.database.write('relay', (turn) => this.takePage(turn, source, changes, { cursor, etag }));
        if (!changes.more && !moved) break;
      }
      await this.database.write('relay', (turn) => turn.rows.update(KnowledgeSource, source.id, { pulledAt: turn.now, lastError: null, failures: 0, nextPullAt: turn.now + source.everyMinutes * 60_000 }));
      return { taken, error: null };
    } catch (error) {
      return { taken, error: await this.putOff(source, error) };
    }
  }

  private async putOff(source: KnowledgeSource, error: unknown): Promise<string> {
    const failures = source.failures + 1;
    const reason = error instanceof Refusal ? `对方的答复不合格式 / the answer is not well-formed: ${JSON.stringify(error.facts)}` : (error as Error).message;
    const lastError = reason.slice(0, 1000);
    const minutes = Math.min(source.everyMinutes * 2 ** Math.min(failures, 10), LONGEST_WAIT_MINUTES);
    await this.database.write('relay', (turn) => turn.rows.update(KnowledgeSource, source.id, { failures, lastError, nextPullAt: turn.now + minutes * 60_000 }));
    this.logger.warn(`${source.name}: ${lastError}`);
    return lastError;
  }

  /** A page and the place it leads to in one commit: cut off anywhere, the next pull goes on from there. */
  private async takePage(turn: Turn, source: KnowledgeSource, { entries }: MirroredChangesDto, place: { cursor: string; etag: string | null }): Promise<number> {
    let taken = 0;
    for (const entry of entries) taken += await this.takeEntry(turn, source, entry);
    await turn.rows.update(KnowledgeSource, source.id, place);
    return taken;
  }

  private async takeEntry(turn: Turn, source: KnowledgeSource, told: MirroredEntryDto): Promise<0 | 1> {
    const known = await turn.rows.one(KnowledgeEntry, { sourceId: source.id, originId: told.id }, { lock: true });
    if (told.state === 'gone') {
      if (known?.state !== 'public') return 0;
      await changeEntry(turn, this.words, known, { state: 'offline', offlineReason: '来源处已下线' });
      return 1;
    }
    const content = contentOf(told);
    const shown = { state: 'public' as const, reviewBy: told.reviewBy ?? null, reviewedAt: told.reviewedOn ? this.rulebook.today.instant(`${told.reviewedOn}T12:00:00`) : null, originNumber: told.number, offlineReason: null };
    if (!known) {
      await putEntry(turn, this.words, content, { stage: 'approved', draftedBy: source.name, decidedAt: turn.now }, { ...shown, publicVersion: 1, sourceId: source.id, originId: told.id });
      return 1;
    }
    const same = known.contentHash === contentHashOf(content);
    if (same && known.state === 'public' && known.reviewBy === shown.reviewBy && known.reviewedAt === shown.reviewedAt) return 0;
    const version = same ? known.version : known.version + 1;
    if (!same) await putVersion(turn, known, content, { version, stage: 'approved', draftedBy: source.name, decidedAt: turn.now });
    await changeEntry(turn, this.words, known, { ...shown, version, publicVersion: version, ...(!same && { content, repealed: [] }) });
    return 1;
  }
}

function contentOf({ content, reviewBy }: MirroredEntryDto): EntryContent {
  const { question, similar, answer, region, audience, basis, department } = content!;
  return {
    question, similar, answer, region: region ?? null, audience: audience ?? null, departmentId: null, department, reviewBy: reviewBy ?? null,
    basis: basis.map(({ title, number, article, link }) => ({ title, number: number ?? null, article: article ?? null, link: link ?? null })),
  };
}

/** @throws Error saying what was answered instead | Refusal `wrong_shape` */
async function changesIn({ status, error, body }: Letter): Promise<MirroredChangesDto> {
  if (status === null) throw new Error(`没有连上 / no connection: ${error ?? ''}`);
  if (error !== null) throw new Error(error);
  if (status !== 200) throw new Error(`对方答复 HTTP ${status} / the other side answered HTTP ${status}`);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Error('对方的答复不是 JSON / the answer is not JSON');
  }
  return await checkedShape(plainToInstance(MirroredChangesDto, value));
}

/** The address of a base stands for that of its changes. */
function withPath(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const target = new URL(url);
  if (target.pathname === '/') target.pathname = CHANGES_PATH;
  target.search = '';
  target.hash = '';
  return target.toString();
}
