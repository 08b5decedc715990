import type { CaseFile } from './casefile.entities.js';

/** A text about to go out, with what it answers. */
export interface Answering {
  readonly subject: string;
  readonly message: string;
  readonly reply: string;
}

/** What the office wrote before: a reply and a correction are both compared with it. Replies lie in rooms above this floor. */
export abstract class EarlierReplies {
  /** In much the same words, to citizens who asked for something else. */
  abstract toOthers(file: Pick<CaseFile, 'id' | 'previousId'>, officeId: string, answering: Answering): Promise<string[]>;
}
