/**
 * The shapes of what the API answers are told by its doors themselves, so that no shape is written twice: the console takes
 * the *types* of `*.controller.ts` and nothing else of the server (a wall sees to it), and a type leaves no trace in what the
 * browser loads.
 */

/** What an act of a door answers, as it arrives. */
export type Answer<Door, Act extends keyof Door> = Door[Act] extends (...given: never[]) => infer Told ? Sent<Exclude<Awaited<Told>, Uint8Array>> : never;

/** JSON knows no methods, and nobody changes what was sent. */
type Sent<T> = T extends string | number | boolean | null | undefined ? T : T extends object ? { readonly [Key in keyof T]: Sent<T[Key]> } : T;
