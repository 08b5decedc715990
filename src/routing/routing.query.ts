import type { Sql } from '../base/database/rows.query.js';

/** Co-departments that have not answered yet are let go: their clocks are closed, and they no longer see the case. */
export async function releaseJointHandlings(sql: Sql, caseId: string, by: string, at: number): Promise<number> {
  return await sql.run(
    `update joint_handlings set state = 'released', ended_by = ?, ended_at = ? where case_id = ? and state = 'invited'`,
    [by, at, caseId],
  );
}
