import { withheld, type AutomaticFacts, type Withheld } from '../../../src/core/routing/automatic.js';

const ORDINARY: AutomaticFacts = {
  on: true, state: 'queued', passedBySystem: true, kind: 'complaint', firstKind: 'complaint', accused: null, urgency: 'ordinary', sensitive: false, groupMatter: false,
  repeatCount: 0, hasInstruction: false, imposedDueAt: null, originSystem: 'own', fromSuperior: false, rejectionProposed: false, assignedBefore: false,
  proposal: { sure: true, byModelInForce: true, joint: false, departmentOpen: true },
};

describe('the machine assigns by itself', () => {
  it('an ordinary case of which the model is sure', () => expect(withheld(ORDINARY)).toBeNull());

  it.each<[Withheld, Partial<AutomaticFacts>]>([
    ['switched_off', { on: false }],
    ['not_waiting', { state: 'handling' }],
    ['not_waiting', { state: 'held' }],
    ['not_waiting', { assignedBefore: true }],
    ['not_waiting', { rejectionProposed: true }],
    ['read_by_a_person', { passedBySystem: false }],
    ['report', { kind: 'report' }],
    ['report', { firstKind: 'report' }],
    ['accused', { accused: ['unit'] }],
    ['accused', { accused: [] }],
    ['pressing', { urgency: 'emergency' }],
    ['pressing', { urgency: 'urgent' }],
    ['sensitive', { sensitive: true }],
    ['group', { groupMatter: true }],
    ['repeated', { repeatCount: 1 }],
    ['instruction', { hasInstruction: true }],
    ['from_above', { imposedDueAt: 1 }],
    ['from_above', { originSystem: 'superior' }],
    ['from_above', { fromSuperior: true }],
    ['joint', { proposal: { ...ORDINARY.proposal!, joint: true } }],
    ['not_sure', { proposal: { ...ORDINARY.proposal!, sure: false } }],
    ['not_sure', { proposal: { ...ORDINARY.proposal!, byModelInForce: false } }],
    ['not_sure', { proposal: { ...ORDINARY.proposal!, departmentOpen: false } }],
    ['not_sure', { proposal: null }],
  ])('never: %s %j', (reason, facts) => expect(withheld({ ...ORDINARY, ...facts })).toBe(reason));
});
