import { isRipe, whyNot, type Occasions } from '../../src/views/ripe.js';

const NOTHING = {
  file: { kind: 'complaint', rejectionProposedBy: null, returns: 0, clarifications: 0, contactable: true, authorDigest: null }, person: { id: 'me', departmentId: 'housing', roles: ['head'] },
  now: 1000, most: { clarifications: 1, returns: 2 }, returns: [], clocks: [], extensions: [], clarifications: [], joints: [], papers: [], procedures: [], replies: [], signatures: [], interims: [], amendments: [], purges: [],
} as unknown as Occasions;

/** Act · what gives one. */
const CASES: [Parameters<typeof isRipe>[0], Partial<Record<keyof Occasions, unknown>>][] = [
  ['confirm_accused', { file: { kind: 'report' } }],
  ['reject', { file: { rejectionProposedBy: 'another' } }],
  ['grant_extension', { extensions: [{ state: 'asked' }] }],
  ['ask_citizen', { clarifications: [{ state: 'proposed' }] }],
  ['contribute', { joints: [{ state: 'invited', departmentId: 'housing' }] }],
  ['waive_contribution', { joints: [{ state: 'invited', departmentId: 'urban' }] }],
  ['end_procedure', { procedures: [{ endedAt: null }] }],
  ['release', { replies: [{ verdict: 'block' }] }],
  ['clear', { clocks: [{ clock: 'tracking_review', stoppedAt: null }] }],
  ['decide_dissatisfied', { clocks: [{ clock: 'study', stoppedAt: null }] }],
  ['reply_to_urge', { papers: [{ sort: 'urge', state: 'issued', answererId: 'housing' }] }],
  ['accept_urge_reply', { papers: [{ sort: 'urge', state: 'replied', issuedBy: 'me' }] }],
  ['conclude_supervision', { papers: [{ sort: 'supervision', state: 'replied' }] }],
  ['interim', { interims: [{ state: 'proposed', draftedBy: 'another' }] }],
  ['retract', { amendments: [{ state: 'proposed', sort: 'retract', proposedBy: 'another' }] }],
  ['report_instruction', { clocks: [{ clock: 'instruction', stoppedAt: null }] }],
];

describe('an act is offered where there is an occasion for it', () => {
  it.each(CASES)('%s', (act, occasion) => {
    expect(isRipe(act, NOTHING)).toBe(false);
    expect(isRipe(act, { ...NOTHING, ...occasion } as Occasions)).toBe(true);
  });

  it('is not offered to whoever proposed the rejection, to another department, or once it is over', () => {
    const with_ = (occasion: object): Occasions => ({ ...NOTHING, ...occasion }) as unknown as Occasions;
    expect(isRipe('reject', with_({ file: { rejectionProposedBy: 'me' } }))).toBe(false);
    expect(isRipe('contribute', with_({ joints: [{ state: 'invited', departmentId: 'urban' }] }))).toBe(false);
    expect(isRipe('grant_extension', with_({ extensions: [{ state: 'granted' }] }))).toBe(false);
    expect(isRipe('adjudicate', NOTHING)).toBe(true);
    expect(isRipe('reply_to_supervision', with_({ papers: [{ sort: 'supervision', state: 'issued', answererId: 'urban' }] }))).toBe(false);
    expect(isRipe('accept_urge_reply', with_({ papers: [{ sort: 'urge', state: 'replied', issuedBy: 'another' }] }))).toBe(false);
  });

  it('a name is asked of each leader of the grade once, and of nobody who drafted the reply', () => {
    const of = (role: string, signatures: object[] = [], grade = 'C'): Occasions =>
      ({ ...NOTHING, file: { grade, currentReplyId: 'reply' }, person: { id: role, roles: [role] }, replies: [{ id: 'reply', drafterId: 'drafter' }], signatures: signatures.map((each) => ({ replyId: 'reply', voidedAt: null, ...each })) }) as unknown as Occasions;
    const unit = { sort: 'sign_off', role: 'head', userId: 'unit' };
    const deputy = { sort: 'sign', role: 'deputy_leader', userId: 'deputy_leader' };
    const offered = (occasions: Occasions): boolean[] => [isRipe('sign', occasions), isRipe('send_back', occasions)];
    expect(offered(of('deputy_leader', [unit]))).toEqual([true, true]);
    expect(offered(of('deputy_leader', [unit, deputy]))).toEqual([false, true]);
    expect(offered(of('chief', [unit, deputy]))).toEqual([true, true]);
    expect(offered(of('deputy_leader', [unit, { ...deputy, voidedAt: 1 }]))).toEqual([true, true]);
    expect(offered(of('chief', [unit], 'B'))).toEqual([false, false]);
    // Where a unit has signed, the own office’s head is not asked; who drafted is never.
    expect([offered(of('head', [unit])), offered(of('head'))]).toEqual([[false, false], [true, true]]);
    expect(isRipe('sign', { ...of('head'), person: { id: 'drafter', roles: ['head'] } } as unknown as Occasions)).toBe(false);
  });

  it('says why a writer who left no way to be reached is not asked or called; who is known to the platform is asked there', () => {
    const of = (file: object): Occasions => ({ ...NOTHING, file: { ...NOTHING.file, ...file } }) as Occasions;
    const [unknown, known] = [of({ contactable: false }), of({ contactable: false, authorDigest: 'fan' })];
    expect(['propose_clarification', 'log_contact', 'follow_up'].map((act) => whyNot(act as 'follow_up', unknown))).toEqual(['no_contact', 'no_contact', 'no_contact']);
    expect([isRipe('propose_clarification', known), whyNot('propose_clarification', known), isRipe('log_contact', known)]).toEqual([true, null, false]);
    expect(whyNot('propose_clarification', of({ clarifications: 1 }))).toBe('clarified_already');
    expect(whyNot('propose_clarification', { ...of({ clarifications: 1 }), most: { clarifications: 2, returns: 2 } })).toBeNull();
    expect(whyNot('propose_clarification', NOTHING)).toBeNull();
  });

  it('says why a case is not given back any more: it was adjudicated, too often, or too late', () => {
    const of = (occasion: object): Occasions => ({ ...NOTHING, ...occasion }) as unknown as Occasions;
    const objecting = (dueAt: number, stoppedAt: number | null = null) => of({ clocks: [{ clock: 'objection', dueAt, stoppedAt }] });
    const told = (occasions: Occasions) => [isRipe('ask_return', occasions), whyNot('ask_return', occasions)];
    expect(told(NOTHING)).toEqual([true, null]);
    expect(told(objecting(1000))).toEqual([true, null]);
    expect(told(objecting(999))).toEqual([false, 'too_late']);
    expect(told(objecting(999, 500))).toEqual([true, null]);
    expect(told(of({ file: { ...NOTHING.file, returns: 2 } }))).toEqual([false, 'return_limit']);
    expect(told(of({ returns: [{ state: 'adjudicated' }] }))).toEqual([false, 'same_person_returned']);
    expect(isRipe('grant_return', of({ file: { ...NOTHING.file, returns: 2 }, most: { clarifications: 1, returns: 3 } }))).toBe(true);
  });
});
