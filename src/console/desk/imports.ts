/** The imports begun in this browser, by id: so that one that was left is found again. */
const KEPT = 'huiyin.imports';
const MOST = 20;

export const keptImports = (): string[] => {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(ids) ? ids.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
};
export const keepImport = (id: string): void => localStorage.setItem(KEPT, JSON.stringify([id, ...keptImports().filter((each) => each !== id)].slice(0, MOST)));
