import fc from 'fast-check';
import { ACTS, actRow, actsAllowedIn, LIFECYCLE, stepOf, type ActName, type ActRow } from '../../src/core/lifecycle.js';
import { faultsOfLifecycle } from '../../src/core/lifecycle-faults.js';
import { Refusal } from '../../src/core/refusal.js';
import { ALL_STATES, STATES, type State } from '../../src/core/vocabulary.js';

describe('the lifecycle table', () => {
  it('is sound: every state reachable, every open state can end, every clock that opens is closed on some way', () => {
    expect(faultsOfLifecycle()).toEqual([]);
  });

  it('is found unsound when a row is missing', () => {
    const { close: _close, publish: _publish, answer_by_group: _group, ...rest } = LIFECYCLE as Record<string, ActRow>;
    expect(faultsOfLifecycle(rest)).toContain('state answered is never reached');
    const { pass: _pass, ...held } = LIFECYCLE as Record<string, ActRow>;
    expect(faultsOfLifecycle(held).length).toBeGreaterThan(0);
  });

  it('refuses an act that is not listed for a state and says what is allowed', () => {
    expect(refusalOf(() => stepOf('publish', 'received', { heldByDepartment: false, contactable: false }))).toMatchObject({
      code: 'act_not_allowed', facts: { act: 'publish', state: 'received', allowed: actsAllowedIn('received') },
    });
  });

  it.each(ACTS)('%s has a Chinese and an English name', (act) => {
    expect(actRow(act).zh).toMatch(/\p{Script=Han}/u);
    expect(actRow(act).en).toMatch(/^[a-z]/);
  });

  it('every walk stays in the states, and from wherever it stands it can still end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), fc.boolean(), (choices, heldByDepartment, contactable) => {
        let state: State = 'received';
        for (const choice of choices) {
          const here: State = state;
          const acts: ActName[] = actsAllowedIn(here).filter((act) => canStep(act, here));
          if (acts.length === 0) break;
          state = stepOf(acts[choice % acts.length]!, state, { heldByDepartment, contactable }).to;
          expect(ALL_STATES).toContain(state);
        }
        expect(endsFrom(state)).toBe(true);
      }),
    );
    function canStep(act: (typeof ACTS)[number], state: State): boolean {
      try {
        stepOf(act, state, { heldByDepartment: true, contactable: true });
        return true;
      } catch {
        return false;
      }
    }
  });
});

const endsFrom = (start: State): boolean => {
  const seen = new Set<State>([start]);
  for (const state of seen) {
    if (!STATES[state].open) return true;
    for (const act of ACTS) for (const way of actRow(act).ways) if (way.from.includes(state) && way.to !== 'same') seen.add(way.to);
  }
  return false;
};

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('It was not refused');
};
