/** In the order of their names: `together` numbers the groups, so that none that takes long runs alone at the end. */
import Sequencer from '@jest/test-sequencer';

// oxlint-disable-next-line import/no-default-export -- jest knows a sequencer by nothing else
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => (one.path < other.path ? -1 : 1));
  }
}
