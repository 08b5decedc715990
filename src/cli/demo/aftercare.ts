import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../base/database/database.js';
import { CaseFile } from '../../casefile/casefile.entities.js';
import { Paper } from '../../escalation/escalation.entities.js';
import { Escalation } from '../../escalation/escalation.service.js';
import type { PaperOrder } from '../../escalation/papers.js';
import { AfterAnswer } from '../../feedback/after-answer.service.js';
import type { FollowUpDto } from '../../feedback/feedback.dto.js';
import type { Person } from '../../identity/actor.js';
import type { Cast } from '../simulation/cast.js';

type Call = Omit<FollowUpDto, 'version'>;
type Act = readonly [at: string, externalId: string, act: (caseId: string) => Promise<unknown>];

/** 回访、挂账和销账、不再重复受理、领导批示 of the demonstration. */
export class Aftercare {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly cast: Cast,
  ) {}

  /** What happens to which message when. */
  readonly acts: readonly Act[] = [
    this.called('2026-08-26T10:10', 'mb-20260813-001', { way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'satisfied', note: '钱都收到了，表示感谢。' }),
    this.called('2026-09-01T15:40', 'wx-20260814-002', { way: 'telephone', reached: false, note: '无人接听，两次。' }),
    this.called('2026-09-17T09:50', 'mb-20260827-001', { way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'fairly', note: '钱拨下来了，就是太慢。' }),
    this.tracked('2026-09-25T16:20', 'mb-20260917-002', '半幅已通行，全幅须待挡墙养护期满', '2026-10-20', '答复中写明10月20日全幅恢复，并电话告知。'),
    this.instructed('2026-10-12T11:00', 'wb-20260924-001', '常务副市长 方致和', '三次反映没有人理，请城管局到场处理，五日内报结果，并查一查是哪个环节误的事。', 5),
    this.called('2026-10-19T10:30', 'mb-20260928-001', { way: 'telephone', reached: true, resolved: 'partly', satisfaction: 'fairly', note: '已搬到周转房，盼按时加固。' }),
    this.reported('2026-10-20T09:00', 'wb-20260924-001', '已分三晚清理占道摊位31个，加设隔离桩，复查没有再占；经办人出差未交接，已通报批评。'),
    this.tracked('2026-10-21T10:00', 'mb-20260928-001', '《城市危险房屋管理规定》第九条，C级危房局部加固', '2026-11-25', '答复中写明11月25日前加固，并电话告知。'),
    this.cleared('2026-10-22T09:40', 'mb-20260917-002', '10月20日全幅恢复通行，交通局现场照片和村委会证明齐备。'),
    this.called('2026-10-23T14:30', 'mb-20261011-001', { way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'satisfied' }),
    this.repeatsEnded('2026-10-26T16:00', 'app-20261014-001'),
    this.called('2026-10-30T10:20', 'mb-20261012-001', { way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'fairly', note: '到账了，跑了三趟。' }),
    this.instructed('2026-11-04T10:30', 'wb-20261027-002', '市长 闻仲平', '汛后堤岸安全不能拖。请水务集团会同溪东区立即设警戒、提方案，十日内报结果。', 10),
    this.called('2026-11-05T15:10', 'mb-20261015-002', { way: 'telephone', reached: true, resolved: 'no', satisfaction: 'dissatisfied', note: '说前天下雨，补过的路面又陷了一块。' }),
  ];

  private async order(caseId: string, actor: Person): Promise<PaperOrder> {
    return { caseId, actor, version: (await this.app.get(Database).rows.one(CaseFile, { id: caseId }))!.version };
  }

  private called(at: string, externalId: string, call: Call): Act {
    return [at, externalId, async (caseId) => {
      const { actor, version } = await this.order(caseId, this.cast.one('caller'));
      await this.app.get(AfterAnswer).followUp(actor, caseId, { version, ...call });
    }];
  }

  private tracked(at: string, externalId: string, basis: string, until: string, told: string): Act {
    return [at, externalId, async (caseId) => {
      const { actor, version } = await this.order(caseId, this.cast.one('deputy_leader'));
      await this.app.get(AfterAnswer).track(actor, caseId, { version, basis, until, told });
    }];
  }

  private cleared(at: string, externalId: string, evidence: string): Act {
    return [at, externalId, async (caseId) => {
      const { actor, version } = await this.order(caseId, this.cast.one('coordinator'));
      await this.app.get(AfterAnswer).clear(actor, caseId, { version, evidence });
    }];
  }

  private repeatsEnded(at: string, externalId: string): Act {
    return [at, externalId, async (caseId) => {
      const { actor, version } = await this.order(caseId, this.cast.one('deputy_leader'));
      await this.app.get(AfterAnswer).endRepeats(actor, caseId, { version, reason: '前三次均已答复并告知复核途径，没有新的事实和理由。', basis: '《信访工作条例》第三十六条' });
    }];
  }

  private instructed(at: string, externalId: string, leader: string, text: string, days: number): Act {
    return [at, externalId, async (caseId) => await this.app.get(Escalation).papers.instruct(await this.order(caseId, this.cast.one('coordinator')), { leader, text, days })];
  }

  private reported(at: string, externalId: string, text: string): Act {
    return [at, externalId, async (caseId) => {
      const paper = await this.app.get(Database).rows.one(Paper, { caseId, sort: 'instruction' });
      await this.app.get(Escalation).papers.report(await this.order(caseId, this.cast.one('coordinator')), paper!.id, text);
    }];
  }
}
