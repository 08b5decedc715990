import type { Platform } from '../../core/vocabulary.js';
import type { Outlet } from './outlet.js';
import { queryPage } from './query-page.js';

/** Total over the platforms: a new one says how its citizens get their reply. */
const OUTLETS: Record<Platform, Outlet> = {
  wechat: queryPage,
  weibo: queryPage,
  douyin: queryPage,
  kuaishou: queryPage,
  website: queryPage,
  app: queryPage,
  mail: queryPage,
  superior: queryPage,
  paper: queryPage,
  other: queryPage,
};

export const outletOf = (platform: Platform): Outlet => OUTLETS[platform];
