import { LARGEST_PHOTO, photoOf, photoTypeOf } from '../../src/core/photos.js';

const JPEG = Buffer.from('ffd8ffe000104a4649460001', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const WEBP = Buffer.from('524946462400000057454250565038', 'hex');

describe('a photo is told by its first bytes', () => {
  it.each([
    ['JPEG', JPEG, 'image/jpeg'], ['PNG', PNG, 'image/png'], ['WebP', WEBP, 'image/webp'],
    ['a sound in the same wrapping as WebP', Buffer.from('524946462400000057415645', 'hex'), null],
    ['a page', Buffer.from('<html>'), null], ['a drawing that can run', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ['GIF', Buffer.from('GIF89a'), null], ['nothing', Buffer.alloc(0), null], ['half a signature', PNG.subarray(0, 4), null],
  ])('%s', (_, bytes, type) => expect(photoTypeOf(bytes)).toBe(type));

  it.each([
    ['C:\\照片\\路灯.jpg', '路灯.jpg'], ['../../etc/passwd', 'passwd'], ['a\u0000b\u202Egpj.jpg', 'abgpj.jpg'], ['', '照片'], ['x'.repeat(300), 'x'.repeat(100)],
  ])('is called %j by its last part, in signs that can be seen', (given, name) => expect(photoOf(given, JPEG).name).toBe(name));

  it('of more than 5 MB is refused, of exactly 5 MB taken', () => {
    const sized = (size: number): Buffer => Buffer.concat([JPEG, Buffer.alloc(size - JPEG.length)]);
    expect(photoOf('a', sized(LARGEST_PHOTO)).type).toBe('image/jpeg');
    expect(() => photoOf('a', sized(LARGEST_PHOTO + 1))).toThrow('photo_unusable');
    expect(() => photoOf('a', Buffer.from('text'))).toThrow('photo_unusable');
  });
});
