/**
 * Passwords must be long and not among the common ones. There is no rule on kinds of letters and no forced change: such
 * rules make passwords worse (NIST SP 800-63B, 5.1.1.2).
 */
import { once } from '../../platform/once.ts';
import { vietnameseWords } from './vietnameseWords.ts';

const passwordLengthMin = 12;
const passwordLengthMax = 200;

/** Cost of checking one password, for guessers and for the owner. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
export const fullCost: PasswordCost = { memoryKiB: 19_456, passes: 2 };

/** The library's default algorithm is argon2id; the hash names it and its cost. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return await hash(spelled(password), {
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: 1,
  });
}

export async function isPassword(password: string, passwordHash: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2');
  return await verify(passwordHash, spelled(password));
}

export type PasswordError = 'tooShort' | 'tooLong' | 'common' | 'containsName';

export async function passwordError(
  password: string,
  accountName: string,
): Promise<PasswordError | undefined> {
  const length = [...spelled(password)].length;
  if (length < passwordLengthMin) return 'tooShort';
  if (length > passwordLengthMax) return 'tooLong';
  const plain = unmarked(password);
  if (plain.includes(unmarked(accountName))) return 'containsName';
  return (await isCommon(plain)) ? 'common' : undefined;
}

/**
 * A password is accepted only if a guesser who knows the usual words and patterns tries more than this many others
 * first. The sign-in page allows some thousands of guesses a day at most; a stolen hash is slow to test.
 */
const guessesMin = 1e9;
/**
 * Only so many characters are examined: time grows with the length, and a password with a strong beginning is strong as
 * a whole.
 */
const charactersLookedAt = 40;

/** Loaded with its dictionaries when somebody chooses a password. */
const strength = once(async () => {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory({
    dictionary: { ...dictionary, vietnamese: [...vietnameseWords] },
    graphs: adjacencyGraphs,
  });
});

/** Separators between words are ignored: `Mật khẩu 123456` is `matkhau123456`. */
async function isCommon(plain: string): Promise<boolean> {
  const guesser = await strength();
  return [plain, plain.replaceAll(/[^a-z0-9@$]/g, '')].some(
    (text) => guesser.check(text.slice(0, charactersLookedAt)).guesses < guessesMin,
  );
}

/** Vietnamese keyboards write one letter as one code point or as several; both must give the same password. */
function spelled(password: string): string {
  return password.normalize('NFKC');
}

function unmarked(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
