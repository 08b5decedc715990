import type { Lexicons } from '../judgement/lexicons.js';
import type { Anatomy } from './anatomy.js';
import type { Elements } from './elements.js';
import type { Relevance } from './relevance.js';
import type { Pair } from './verdicts.js';

/** A reply to its message, read: everything a rule about the reply as a whole looks at. */
export interface Case {
  pair: Pair;
  anatomy: Anatomy;
  relevance: Relevance;
  elements: Elements;
  lexicons: Lexicons;
}
