import { isWide, placesIn } from '../../../../src/core/judgement/topics/places.js';

describe('places', () => {
  it.each([
    ['B5区建设东路云锦之城小区底层餐馆油烟扰民', ['建设东路', '云锦之城小区'], ['B5区']],
    ['关于临江市海东区望湖街道青石桥社区停水的问题', ['望湖街道', '青石桥社区'], ['临江市', '海东区']],
    ['反映石塘镇柳溪村水泥路未修', ['石塘镇', '柳溪村'], []],
    ['投诉启明英语培训学校拖延退费', ['启明英语培训学校'], []],
    ['平地省富惠天下商务有限公司收费', ['富惠天下商务有限公司'], ['平地省']],
    ['全省统一收费', [], []],
    ['超市附近的小区道路积水，学校门口也是', [], []],
    ['我们小区的居民向政府反映', [], []],
    ['', [], []],
  ])('in %j', (text, names, regions) => {
    const found = placesIn(text);
    expect(found.places.map(({ name }) => name)).toEqual(names);
    expect(found.regions.map(({ name }) => name)).toEqual(regions);
    for (const { start, end, name } of found.places) expect(text.slice(start, end)).toBe(name);
  });

  it.each([
    ['远洋云锦之城商铺排烟', '云锦之城小区油烟'],
    ['海州外语经济学院组织实习', '经济学院强制实习'],
    ['整治建设东路', '建设东路堵车'],
  ])('%j and %j name one place', (one, two) => {
    expect(placesIn(one).places[0]!.key).toBe(placesIn(two).places[0]!.key);
  });

  it('tells a road from an estate', () => {
    expect(placesIn('建设东路与云锦之城小区').places.map(({ key }) => isWide(key))).toEqual([true, false]);
  });
});
