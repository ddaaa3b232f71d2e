// As much of the WebAssembly binary format as one small function needs (WebAssembly Core
// Specification 2.0, chapter 5).

/** Bytes of the format, still to be put in place. */
export type Code = readonly number[];

/** Value types. */
const valueTypes = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
type ValueType = keyof typeof valueTypes;

/** A named parameter or local variable. */
export interface Variable {
  readonly name: string;
  readonly type: ValueType;
}

/** A whole number from 0 in LEB128, seven bits a byte, lowest first. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

const sized = (content: Code): Code => [...unsigned(content.length), ...content];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];

const simd = (code: number): Code => [0xfd, ...unsigned(code)];
/** With a promise that the address is a multiple of 2^`align`. */
const access = (code: number, align: number, offset: number): Code => [
  ...simd(code),
  align,
  ...unsigned(offset),
];

/** Instructions; operands come from the stack, that is from what stands before. */
export const op = {
  /** Repeats `body` while what it leaves on the stack is not 0. */
  repeat: (body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0x00, 0x0b],
  /** `value` from 0 to 63. */
  constant: (value: number): Code => [0x41, value],
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  shiftLeft: [0x74],
  /** Four zeros. */
  zeros: [...simd(0x0c), ...Array.from({ length: 16 }, () => 0)],
  load: (offset: number): Code => access(0x00, 2, offset),
  store: (offset: number): Code => access(0x0b, 2, offset),
  /** Eight signed bytes as eight numbers of 16 bits. */
  loadBytes: (offset: number): Code => access(0x01, 3, offset),
  /** The same 32 bits, four times. */
  loadRepeated: (offset: number): Code => access(0x09, 2, offset),
  repeatFloat: simd(0x13),
  /** Of two times eight numbers of 16 bits: products, added in pairs. */
  multiplyPairs: simd(0xba),
  addIntegers: simd(0xae),
  toFloats: simd(0xfa),
  addFloats: simd(0xe4),
  multiplyFloats: simd(0xe6),
  greaterFloats: simd(0xe9),
} as const;

/** Reads and writes variables by name; parameters come first. */
export function variableAccess(variables: readonly Variable[]): {
  readonly get: (name: string) => Code;
  readonly set: (name: string) => Code;
  /** Writes, and leaves the value on the stack. */
  readonly keep: (name: string) => Code;
} {
  const indexOf = (name: string): Code => {
    const index = variables.findIndex((one) => one.name === name);
    if (index < 0) throw new RangeError(`No variable is called ${name}.`);
    return unsigned(index);
  };
  return {
    get: (name) => [0x20, ...indexOf(name)],
    set: (name) => [0x21, ...indexOf(name)],
    keep: (name) => [0x22, ...indexOf(name)],
  };
}

/** A module that imports the memory `host.memory` and exports one function without a result. */
export function moduleOf(
  name: string,
  parameters: readonly Variable[],
  locals: readonly Variable[],
  body: readonly Code[],
): Uint8Array<ArrayBuffer> {
  const typesOf = (variables: readonly Variable[]): readonly Code[] =>
    variables.map(({ type }) => [valueTypes[type]]);
  const declared = locals.map(({ type }) => [1, valueTypes[type]]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, ...list(typesOf(parameters)), 0x00]]),
    ...section(2, [[...text("host"), ...text("memory"), 0x02, 0x00, 0x01]]),
    ...section(3, [[0x00]]),
    ...section(7, [[...text(name), 0x00, 0x00]]),
    ...section(10, [sized([...list(declared), ...body.flat(), 0x0b])]),
  ]);
}
