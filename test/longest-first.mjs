/** What is known to take long begins first, so that it does not run alone at the end while the other core has nothing to do. */
import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

const LONG = ['kills-1', 'kills-2', 'cli-1', 'console', 'rules', 'escalation', 'journeys-1', 'doors-2', 'cli-2', 'routing-1'];
const place = ({ path }) => {
  const at = LONG.indexOf(basename(path).replace(/\.spec\.\w+$/, ''));
  return at < 0 ? LONG.length : at;
};

// oxlint-disable-next-line import/no-default-export -- jest knows a sequencer by nothing else
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
