import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import mustache from 'mustache';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Label } from '../core/vocabulary.js';
import { laidOut, parseLayout, parseWords, type LaidOut, type MailLayout, type MailWords } from './mail-layout.js';
import type { Language } from './problems.js';
import { ConfigFault, readYaml, yamlFilesIn } from './policy.js';
import { InjectSettings } from './settings.provider.js';
import type { Settings } from './settings.js';

/** A text that may go out in the office’s name: approved as it stands, with bounded fields. */
export interface Template {
  readonly key: string;
  readonly title: Label;
  readonly text: Label;
  readonly fields: readonly string[];
  readonly source: string;
  /** A skeleton is for a kind of message, or for a form of reply whatever the kind. */
  readonly use: string;
  readonly kind: string | null;
  readonly form: string | null;
}

/** A mail ready to be filled in, by language. */
type MailTemplate = Readonly<Record<Language, LaidOut & { readonly subject: string }>>;

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const asRecord = (value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('应为一组字段 / expected a mapping of fields');
  return value as Record<string, unknown>;
};

const labelIn = (record: Record<string, unknown>, field: string): Label => {
  const label = asRecord(record[field] ?? {});
  if (typeof label['zh'] !== 'string' || typeof label['en'] !== 'string') throw new Error(`${field}.zh, ${field}.en`);
  return { zh: label['zh'], en: label['en'] };
};

const keyIn = (record: Record<string, unknown>): string => {
  if (typeof record['key'] !== 'string') throw new Error('key');
  return record['key'];
};

const fieldsIn = (record: Record<string, unknown>): string[] => (Array.isArray(record['fields']) ? record['fields'].map(String) : []);

const wordIn = (record: Record<string, unknown>, field: string): string | null => (typeof record[field] === 'string' ? record[field] : null);

const parseTemplate = (value: unknown): Template => {
  const record = asRecord(value);
  return { key: keyIn(record), title: labelIn(record, 'title'), text: labelIn(record, 'text'), fields: fieldsIn(record), source: wordIn(record, 'source') ?? '', use: wordIn(record, 'use') ?? 'notice', kind: wordIn(record, 'kind'), form: wordIn(record, 'form') };
};

/** Longer than any field of ours; what is longer was not meant for a field. */
const LONGEST_FIELD = 2000;

/** Approved texts to citizens (`config/replies`) and mails to staff (`config/mail`). */
@Injectable()
export class Templates {
  private readonly texts: ReadonlyMap<string, Template>;
  private readonly mails: ReadonlyMap<string, MailTemplate>;
  private readonly fieldNames: Readonly<Record<string, string>>;

  constructor(@InjectSettings() settings: Settings) {
    this.texts = byKey(join(settings.configDirectory, 'replies'), parseTemplate);
    this.fieldNames = readYaml(join(settings.configDirectory, 'reply-fields.yaml'), (value) => asRecord(value) as Record<string, string>);
    const layout = readYaml(join(settings.configDirectory, 'mail-layout.yaml'), parseLayout);
    const mails = byKey(join(settings.configDirectory, 'mail'), (value) => parseWords(value, layout));
    this.mails = new Map([...mails].map(([key, words]) => [key, templateOf(words, layout)]));
  }

  textKeys(): string[] {
    return [...this.texts.keys()];
  }

  template(key: string): Template {
    const template = this.texts.get(key);
    if (!template) throw new Refusal('text_not_approved', { template: key, templates: this.textKeys() });
    return template;
  }

  /** A text to a citizen. Every field must be filled. @throws Refusal `text_not_approved` */
  text(key: string, fields: Record<string, string>, language: Language = 'zh'): string {
    const template = this.template(key);
    const missing = template.fields.filter((field) => !fields[field]?.trim());
    refuseUnless(missing.length === 0, 'text_not_approved', { template: key, missing });
    const long = Object.entries(fields).find(([, value]) => value.length > LONGEST_FIELD);
    refuseUnless(!long, 'text_not_approved', { template: key, field: long?.[0], longest: LONGEST_FIELD });
    return mustache.render(template.text[language], fields, undefined, { escape: String });
  }

  /** The skeleton of a reply: of its form and kind, else of the form where that has one of its own, else of the kind, else of a consultation. */
  skeletonFor(kind: string, form: string): Template {
    const skeletons = [...this.texts.values()].filter(({ use }) => use === 'skeleton');
    const ofForm = skeletons.filter((each) => each.form === form);
    const found = ofForm.find((each) => each.kind === kind) ?? ofForm.find((each) => !each.kind) ?? skeletons.find((each) => !each.form && each.kind === kind);
    return found ?? this.template('skeleton.consultation');
  }

  /** What people call a field of a reply. */
  fieldName(field: string): string {
    return this.fieldNames[field] ?? field;
  }

  /** The words of a template with the fields put in as they are; nothing is asked of them. */
  filled(template: Template, fields: Readonly<Record<string, string>>, language: Language = 'zh'): string {
    return mustache.render(template.text[language], fields, undefined, { escape: String });
  }

  mailKeys(): string[] {
    return [...this.mails.keys()];
  }

  /** A mail to a person of the office. */
  mail(key: string, view: Record<string, unknown>, language: Language): RenderedMail {
    const template = this.mails.get(key);
    if (!template) throw new Error(`No mail template ${key}`);
    const { subject, text, html } = template[language];
    return {
      subject: mustache.render(subject, view, undefined, { escape: String }).replace(/[\r\n]+/g, ' ').trim(),
      text: mustache.render(text, view, undefined, { escape: String }),
      html: mustache.render(html, view),
    };
  }
}

const templateOf = (words: MailWords, layout: MailLayout): MailTemplate => ({
  zh: { subject: words.subject.zh, ...laidOut(words, layout, 'zh') }, en: { subject: words.subject.en, ...laidOut(words, layout, 'en') },
});

function byKey<T extends { key: string }>(folder: string, parse: (value: unknown) => T): ReadonlyMap<string, T> {
  const templates = new Map<string, T>();
  for (const file of yamlFilesIn(folder)) {
    const template = readYaml(file, parse);
    if (templates.has(template.key)) throw new ConfigFault(file, { zh: `key ${template.key} 重复`, en: `key ${template.key} is used twice` });
    templates.set(template.key, template);
  }
  return templates;
}
