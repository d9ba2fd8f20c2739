import type { Connection } from 'mongoose';

/** Signs that no text of ours has and few programs bear: controls but for tabs and line ends, and halves of characters. */
const unprintable = /(?![\t\n\r\u0080-\u009F])\p{Cc}|\p{Surrogate}/u;
const years: readonly [number, number] = [1900, 2300];

/** What lies in the store and nobody can have meant: `collection.path: value`. */
export async function nonsenseIn(connection: Connection): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await connection.listCollections()) {
    for await (const document of connection.collection(name).find())
      for (const error of errorsOf(document)) found.push(`${name}${error}`);
  }
  return found;
}

function* errorsOf(value: unknown, path = ''): Generator<string> {
  if (typeof value === 'string' && unprintable.test(value))
    yield `${path}: ${JSON.stringify(value.slice(0, 60))}`;
  else if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    yield `${path}: ${value}`;
  else if (
    value instanceof Date &&
    !(value.getUTCFullYear() >= years[0] && value.getUTCFullYear() <= years[1])
  )
    yield `${path}: ${String(value)}`;
  else if (Array.isArray(value)) for (const one of value) yield* errorsOf(one, `${path}[]`);
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, inner] of Object.entries(value)) {
      if (/^\$|\.|^__proto__$|^constructor$|^prototype$/.test(key) || unprintable.test(key))
        yield `${path}.${JSON.stringify(key)}: a name`;
      yield* errorsOf(inner, `${path}.${key}`);
    }
}
