// Topics over growing heaps of messages, made by recombining real ones; the reference is one pass that only reads them
// and counts pairs of characters.   node test/bench/topics.mjs [4326 100000 1000000]
import { existsSync, readFileSync } from 'node:fs';
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const { Letters } = await import(`${root}dist/core/judgement/topics/letters.js`);
const { rankedTopics } = await import(`${root}dist/core/judgement/topics/topics.js`);

const real = `${root}../shared/data/topics.jsonl`;
const source = existsSync(real) ? real : `${root}config/demo/messages.jsonl`;
const base = readFileSync(source, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).map(({ id, user, subject, detail, text, time, likes, dislikes }) => ({
  id, user, subject: subject ?? '', sentences: String(detail ?? text ?? '').split(/(?<=[。！？\n])/u), at: Date.parse(time ?? '2026-01-05T09:00:00+08:00'), likes: likes ?? 0, dislikes: dislikes ?? 0,
}));
const PLACE = /[\p{sc=Han}]{2,5}(?:小区|路|街道|镇|村|花园|广场|学院|学校|公司|苑|城|园)/gu;
const CHARACTERS = '安宝昌德恩丰福高广和华佳金康兰乐丽龙明南宁平庆荣瑞盛泰天文祥新兴雅阳永玉源泽';

/** A number that looks random and is the same in every run. */
const drawn = (...parts) => parts.reduce((value, part) => { let x = Math.imul(value ^ (part + 0x9e3779b9), 0x85ebca6b); x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35); return (x ^ (x >>> 16)) >>> 0; }, 0x811c9dc5);

/** The i-th message: a real one in the first round; then its places renamed (four rounds share a name), its sentences turned, one of another message added. */
function message(i) {
  const [round, own] = [Math.floor(i / base.length), i % base.length];
  const letter = base[own];
  if (round === 0) return { ...letter, detail: letter.sentences.join('') };
  const town = round >> 2;
  const renamed = (text) => text.replace(PLACE, (name) => `${CHARACTERS[drawn(town, name.charCodeAt(0)) % CHARACTERS.length]}${CHARACTERS[drawn(name.charCodeAt(1), town) % CHARACTERS.length]}${name.slice(2)}`);
  const other = base[drawn(i, 3) % base.length];
  const turn = drawn(i, 1) % letter.sentences.length;
  const sentences = [...letter.sentences.slice(turn), ...letter.sentences.slice(0, turn), other.sentences[drawn(i, 2) % other.sentences.length]];
  return { ...letter, id: `${letter.id}-${round}`, user: `${letter.user}-${drawn(i, 5) % 4}-${town}`, subject: renamed(letter.subject), detail: renamed(sentences.join('')), at: letter.at + (drawn(i, 4) % (300 * 86400000)) };
}

const rows = [];
for (const count of process.argv.slice(2).map(Number).filter(Boolean).length ? process.argv.slice(2).map(Number) : [4326, 100_000, 1_000_000]) {
  globalThis.gc?.();
  let cpu = process.cpuUsage();
  let begun = performance.now();
  const pairs = new Map();
  for (let i = 0; i < count; i += 1) {
    const { detail } = message(i);
    for (let at = 0; at + 1 < detail.length; at += 1) pairs.set((detail.charCodeAt(at) << 16) | detail.charCodeAt(at + 1), 1);
  }
  const reading = { wall: (performance.now() - begun) / 1000, cpu: process.cpuUsage(cpu).user / 1e6 };
  [cpu, begun] = [process.cpuUsage(), performance.now()];
  const letters = new Letters();
  for (let i = 0; i < count; i += 1) letters.add(message(i));
  const topics = rankedTopics(letters);
  const used = process.cpuUsage(cpu);
  rows.push({
    messages: count, 'making and reading (s)': reading.wall.toFixed(1), 'topics, making included (s)': ((performance.now() - begun) / 1000).toFixed(1),
    'topics alone, processor (s)': ((used.user + used.system) / 1e6 - reading.cpu).toFixed(1), 'peak memory (MB)': Math.round(process.resourceUsage().maxRSS / 1024),
    topics: topics.length, first: `${topics[0]?.title ?? ''} ${topics[0]?.users ?? ''}`,
  });
  console.log(JSON.stringify(rows.at(-1)));
}
console.table(rows);
