import { auditVerb, replayVerb } from './cli/audit.js';
import { rescoreVerb } from './cli/rescore.js';
import { tokenVerb, userVerb } from './cli/access.js';
import { Desk, type Verb } from './cli/desk.js';
import { dueVerb } from './cli/due.js';
import { importVerb } from './cli/import.js';
import { judgingVerbs } from './cli/judging.js';
import { lettersVerbs } from './cli/letters.js';
import { registryVerb } from './cli/registry.js';
import { reportVerb } from './cli/report.js';
import { labelsVerb } from './cli/labels.js';
import { knowledgeVerb } from './cli/knowledge.js';
import { mailVerb } from './cli/mail.js';
import { modelVerb } from './cli/models.js';
import { proofVerb } from './cli/proof.js';
import { calendarVerb, policyVerb, rebaseVerb } from './cli/rules.js';
import { rotaVerb } from './cli/rota.js';
import { run } from './cli/run.js';
import { simulateVerb } from './cli/simulate.js';

/** What `npm run -s huiyin -- <verb>` can do; a verb is one line here and a file in `cli/`. */
const VERBS: readonly Verb[] = [
  registryVerb,
  rotaVerb,
  userVerb,
  tokenVerb,
  importVerb,
  auditVerb,
  replayVerb,
  rescoreVerb,
  dueVerb,
  proofVerb,
  policyVerb,
  calendarVerb,
  rebaseVerb,
  judgingVerbs,
  lettersVerbs,
  labelsVerb,
  knowledgeVerb,
  mailVerb,
  modelVerb,
  reportVerb,
  simulateVerb,
];

// `| head` closes our output early; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await run(VERBS, new Desk({ input: process.stdin, output: process.stdout, errors: process.stderr }), process.argv.slice(2));
