import { JointHandling, Reply } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { clocksOf, department, eventsOf, inHand, openClock, refused, REPLY } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const ask = '请核实消防通道占用情况';

  it('a co-department says its part, another declines, and the reply rests on both', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask });
    await office.as('coordinator').act('invite', id, { departmentId: 'justice', ask });
    expect((await clocksOf(office, id, 'contribution')).map((clock) => [clock.departmentId, clock.dueDay])).toEqual([
      [department(office, 'urban'), '2026-03-06'], [department(office, 'justice'), '2026-03-06'],
    ]);
    await office.as('urban-handler').act('contribute', id, { text: '经查，消防通道已清理。' });
    expect((await openClock(office, id, 'contribution')).departmentId).toBe(department(office, 'justice'));
    const open = await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { toCitizen: REPLY }));
    expect(open).toMatchObject({ code: 'contribution_open', departments: ['市司法局'] });
    await office.as('justice-head').act('decline-contribution', id, { reason: '不涉及执法监督' });
    expect((await clocksOf(office, id, 'contribution')).map(({ verdict }) => verdict)).toEqual(['on_time', 'on_time']);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    expect(await office.rows.find(Reply, { caseId: id })).toMatchObject([{
      contributions: [{ departmentId: department(office, 'urban'), state: 'contributed' }, { departmentId: department(office, 'justice'), state: 'declined' }],
    }]);
    expect(JSON.stringify((await eventsOf(office, id, 'contribute'))[0]!.facts)).not.toContain('消防');
  });

  it('neither the lead itself nor a department already asked is invited', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask });
    for (const departmentId of ['housing', 'urban', department(office, 'urban')]) {
      expect((await refused(office, id, () => office.as('housing-handler').try('invite', id, { departmentId, ask }))).code).toBe('department_already');
    }
    expect((await refused(office, id, () => office.as('housing-handler').try('invite', id, { departmentId: 'moon', ask }))).code).toBe('unknown_department');
    // Once it has answered it may be asked again.
    await office.as('urban-handler').act('contribute', id, { text: '已清理' });
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask: '请再核一次' });
  });

  it('only the co-department speaks for itself, once', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask });
    expect((await refused(office, id, () => office.as('transport-handler').try('contribute', id, { text: '我来说' }))).code).toBe('not_found');
    expect((await refused(office, id, () => office.as('housing-handler').try('contribute', id, { text: '我来说' }))).code).toBe('no_standing');
    expect((await refused(office, id, () => office.as('urban-handler').try('decline-contribution', id, { reason: '不归我管' }))).code).toBe('not_your_part');
    await office.as('urban-handler').act('contribute', id, { text: '已清理' });
    expect((await refused(office, id, () => office.as('urban-handler').try('contribute', id, { text: '再说一遍' }))).code).toBe('contribution_not_open');
  });

  it('a silent co-department blocks the reply until it is overdue and the coordinator waives it', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask });
    const [joint] = await office.rows.find(JointHandling, { caseId: id });
    const waiver = { jointId: joint!.id, reason: '逾期未答，先行答复网民' };
    office.at('2026-03-06T23:59:59.999+08:00');
    expect((await refused(office, id, () => office.as('coordinator').try('waive-contribution', id, waiver))).code).toBe('contribution_not_overdue');
    office.at('2026-03-07T00:00:00.000+08:00');
    expect((await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { toCitizen: REPLY }))).code).toBe('contribution_open');
    expect((await refused(office, id, () => office.as('housing-handler').try('waive-contribution', id, waiver))).code).toBe('not_your_part');
    await office.as('coordinator').act('waive-contribution', id, waiver);
    expect(await clocksOf(office, id, 'contribution')).toMatchObject([{ verdict: 'late' }]);
    expect((await refused(office, id, () => office.as('coordinator').try('waive-contribution', id, waiver))).code).toBe('contribution_not_open');
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    expect(await office.rows.find(Reply, { caseId: id })).toMatchObject([{ contributions: [{ state: 'waived' }] }]);
  });

  it('an invitation ends with the department that made it: the next one is not held up by it', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask });
    await office.as('coordinator').act('reassign', id, { departmentId: 'transport' });
    await office.as('transport-handler').act('acknowledge', id);
    expect(await office.rows.find(JointHandling, { caseId: id })).toMatchObject([{ state: 'released' }]);
    // Released, it no longer knows of the case.
    expect((await refused(office, id, () => office.as('urban-handler').try('contribute', id, { text: '已清理' }))).code).toBe('not_found');
    await office.as('transport-handler').act('submit-reply', id, { toCitizen: REPLY });
  });
});
