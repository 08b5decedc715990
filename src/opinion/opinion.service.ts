import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../base/clock.js';
import { Courier } from '../base/courier.js';
import { Database } from '../base/database/database.js';
import { readYaml, Rulebook } from '../base/policy.js';
import { Secrets } from '../base/secrets.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Judging } from '../base/workers/judging.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { opinionIn, type Opinion, type OpinionQuestion } from '../core/second-opinion.js';
import { KINDS } from '../core/vocabulary.js';
import { Reply } from '../handling/handling.entities.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import { ChatModel, type LanguageModel } from './language-model.js';
import type { AskOpinionDto } from './opinion.dto.js';
import { SecondOpinion } from './opinion.entities.js';

/** An opinion as it is shown, apart from every score. */
export interface OpinionView {
  readonly replyVersion: number | null;
  readonly askedAt: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly opinion: Opinion | null;
  readonly failure: string | null;
  readonly tookMs: number;
}

const PERSON_TOKEN = '〔网民〕';

const readPrompt = (configDirectory: string): string =>
  readYaml(join(configDirectory, 'opinion.yaml'), (value) => {
    const system = (value as Record<string, unknown> | null)?.['system'];
    if (typeof system !== 'string' || system.trim() === '') throw new Error('system 应为文字 / system must be a text');
    return system;
  });

/** 第二意见: optional, never needed, never part of a score; the model sees redacted text alone, and of a report nothing. */
@Injectable()
export class SecondOpinions {
  private readonly model: LanguageModel | null;
  private readonly system: string;
  private readonly promptVersion: string;

  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly judging: Judging,
    private readonly directory: Directory,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly rulebook: Rulebook,
    @InjectSettings() { languageModel, configDirectory }: Settings,
  ) {
    // Who installs Huiyin names the address, so the networks of the house are open to it.
    this.model = languageModel ? new ChatModel(languageModel, new Courier(['0.0.0.0/0', '::/0'])) : null;
    this.system = readPrompt(configDirectory);
    this.promptVersion = sha256Hex(canonicalJson({ system: this.system })).slice(0, 12);
  }

  /** @throws Refusal `opinion_off` | `not_found` */
  async ask(person: Person, { case: caseId, reply: draft }: AskOpinionDto): Promise<OpinionView> {
    const model = this.model;
    refuseUnless(model, 'opinion_off');
    const file = await this.sight.case(person, caseId);
    // Who is looked into, and by whose word, stays in the house. 《信访工作条例》第三十条.
    if (file.kind === 'report' || file.firstKind === 'report') throw new Refusal('opinion_off', { say: { zh: '举报件不征求第二意见', en: 'No second opinion is asked on reports' } });
    const reply = file.currentReplyId === null ? undefined : await this.database.rows.one(Reply, { id: file.currentReplyId });
    const text = draft ?? reply?.toCitizen;
    refuseUnless(text, 'not_found', { reply: null });
    const question = await this.redacted(file, text);
    const began = this.clock.now();
    const said = await model.ask(this.system, question);
    const read = 'failure' in said ? said.failure : opinionIn(said.text, question);
    const failed = typeof read === 'string';
    const row = {
      caseId: file.id, replyVersion: draft === undefined ? (reply?.version ?? null) : null, askedBy: person.id, askedAt: began, model: model.name, promptVersion: this.promptVersion,
      opinion: failed ? null : read, failure: failed ? ('failure' in said ? read : `模型的答复不合格式，没有采用 / the answer of the model was not usable (${read})`) : null,
      tookMs: Math.max(0, this.clock.now() - began),
    };
    await this.database.write('person', (turn) => turn.rows.insert(SecondOpinion, { id: turn.ids.next(), ...row }));
    return this.viewOf(row as SecondOpinion);
  }

  /** The newest first. */
  async of(person: Person, caseId: string): Promise<{ available: boolean; opinions: OpinionView[] }> {
    const file = await this.sight.case(person, caseId);
    const rows = await this.database.rows.find(SecondOpinion, { caseId: file.id }, { orderBy: 'id', descending: true, limit: 50 });
    return { available: this.model !== null, opinions: rows.map((row) => this.viewOf(row)) };
  }

  /** What leaves the house: no personal data the redactor knows, nor what the writer gave as name, account or contact. */
  private async redacted(file: CaseFile, reply: string): Promise<OpinionQuestion> {
    const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    const known = messages.flatMap(({ authorId, authorName, authorContact }) => [authorId, authorName, authorContact]).flatMap((sealed) => (sealed === null ? [] : [this.secrets.decrypt(sealed)]));
    const names = [...new Set(known.flatMap(formsOf))].filter((each) => each.length >= 2).toSorted((a, b) => b.length - a.length);
    const texts = [messages.filter(({ erasedAt }) => erasedAt === null).flatMap(({ subject, text }) => [subject, text]).join('\n'), reply];
    const phones = this.directory.allDepartments().flatMap(({ phone }) => (phone ? [phone] : []));
    const [message = '', answer = ''] = (await this.judging.redact(texts, phones)).map((text) => names.reduce((rest, name) => rest.replaceAll(name, PERSON_TOKEN), text));
    return { kind: KINDS[file.kind].zh, message, reply: answer };
  }

  private viewOf({ replyVersion, askedAt, model, promptVersion, opinion, failure, tookMs }: SecondOpinion): OpinionView {
    return { replyVersion, askedAt: this.rulebook.today.iso(askedAt), model, promptVersion, opinion, failure, tookMs };
  }
}

/** A name is also called by its family name and a title. */
function formsOf(value: string): string[] {
  const name = value.trim();
  const han = /^\p{Script=Han}{2,4}$/u.test(name);
  const family = han ? name.slice(0, name.length === 4 ? 2 : 1) : '';
  return [name, ...(han ? ['先生', '女士', '同志', '老师', '小姐'].map((title) => family + title) : [])];
}
