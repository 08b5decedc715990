import { rank } from '../../../src/core/judgement/ranking.js';
import { shippedDuties } from './lexicon-files.js';

const duties = shippedDuties();

describe('ranking from duty lists', () => {
  it.each([
    ['police', '身份证丢了怎么补办', '户口在外地，能不能就近办身份证？'],
    ['human_resources', '工地拖欠工资', '包工头拖欠农民工工资半年，请劳动监察介入'],
    ['education', '小学入学', '孩子没有学区房，幼儿园升小学怎么报名？'],
    ['health', '卫生院没有医生', '乡镇卫生院晚上没人值班，打疫苗也约不上'],
    ['housing', '楼盘延期交房', '开发商延期交房，物业费却照收'],
    ['city_management', '占道经营', '流动摊贩占道经营，垃圾满地，城管不来'],
    ['transport', '公交车太少', '八路公交车四十分钟一班，末班车太早'],
    ['environment', '化工厂偷排废水', '河水发黑，恶臭刺鼻，怀疑直排'],
    ['civil_affairs', '低保申请', '家里老人想申请低保和高龄补贴'],
    ['market', '买到过期食品', '超市卖过期食品，不给退款'],
    ['water', '水库渗漏', '山塘和水库的堤坝渗水，影响灌溉'],
    ['culture_tourism', '旅行社强制购物', '跟团旅游，导游强迫购物'],
    ['medical_insurance', '医保报销比例', '异地就医医保怎么报销'],
    ['housing_fund', '公积金贷款', '住房公积金贷款额度怎么算'],
  ])('gives to %s: %s', (department, subject, detail) => {
    const ranking = rank({ subject, detail }, duties);
    expect(ranking.department).toBe(department);
    expect(ranking.ranked.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 1);
    expect(ranking.ranked[0]?.department).toBe(department);
    expect(ranking.terms.length).toBeGreaterThan(0);
  });

  it('is the surer the more speaks for one department alone', () => {
    const sure = rank({ subject: '公积金提取', detail: '请问租房怎么提取住房公积金？' }, duties);
    const torn = rank({ subject: '公积金提取', detail: '公交车司机的住房公积金断缴，医保也停了' }, duties);
    expect(sure.confidence).toBeGreaterThan(torn.confidence);
    expect([sure.confidence > 0, sure.confidence <= 1]).toEqual([true, true]);
  });

  it('names nobody where nothing speaks', () => {
    expect(rank({ subject: '', detail: 'zzz' }, duties)).toEqual({
      department: null,
      confidence: 0,
      ranked: [],
      terms: [],
    });
    expect(rank({ detail: '路灯' }, []).department).toBeNull();
  });

  it('says the same twice', () => {
    const message = { subject: '噪音扰民', detail: '楼下饭店油烟噪音' };
    expect(rank(message, duties)).toEqual(rank(message, shippedDuties()));
  });
});
