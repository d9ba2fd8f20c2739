/** Conditions of XLSForm and of LimeSurvey's ExpressionScript, as far as a survey can express them. */

/** What a question's answer has to be. */
export interface ReadCondition {
  /** Code of the question that the condition is about. */
  readonly code: string;
  readonly accepts: (choice: string) => boolean;
}

const lettersMax = 2000;

/**
 * Reads `${q1} = '2'`, `selected(${q1}, '2')`, `${q1} <= 2`, `Q1.NAOK == "A2"`, and several of them about one question that
 * are joined by "or" or by "and". A comparison with "not equal" is none: it holds also where nothing was answered.
 *
 * @returns undefined where a survey cannot express it
 */
export function readCondition(expression: string): ReadCondition | undefined {
  if (expression.length > lettersMax) return undefined;
  const text = withoutParentheses(expression.trim());
  for (const [joint, joined] of joints) {
    const parts = splitAt(text, joint);
    if (parts.length === 1) continue;
    const read = parts.map(readCondition);
    const [first] = read;
    if (!first || !read.every((one) => one?.code === first.code)) return undefined;
    const all = read.flatMap((one) => one ?? []);
    return { code: first.code, accepts: (choice) => joined(all.map(({ accepts }) => accepts(choice))) };
  }
  return readComparison(text);
}

const joints: readonly (readonly [RegExp, (all: readonly boolean[]) => boolean])[] = [
  [/\s+or\s+|\s*\|\|\s*/iy, (all) => all.includes(true)],
  [/\s+and\s+|\s*&&\s*/iy, (all) => !all.includes(false)],
];

const value = String.raw`(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))`;
const selected = new RegExp(String.raw`^selected\s*\(\s*\$\{\s*([^}\s]+)\s*\}\s*,\s*${value}\s*\)$`, 'i');
const compared = new RegExp(String.raw`^\$\{\s*([^}\s]+)\s*\}\s*(=|<=|>=|<|>)\s*${value}$`);
/** ExpressionScript lets an unanswered question be less than anything, so only equality is the same as here. */
const equal = new RegExp(
  String.raw`^([A-Za-z]\w*|\d+X\d+X\w+)(?:\.(?:NAOK|value|code))?\s*(?:==|\beq\b)\s*${value}$`,
);

function readComparison(text: string): ReadCondition | undefined {
  const [, code, sign = '=', ...values] =
    insertEqual(selected.exec(text)) ?? compared.exec(text) ?? insertEqual(equal.exec(text)) ?? [];
  const wanted = values.find((one) => one !== undefined);
  if (code === undefined || wanted === undefined) return undefined;
  return { code, accepts: (choice) => holds(choice, sign, wanted) };
}

function insertEqual(found: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return found ? [found[0], found[1], '=', ...found.slice(2)] : undefined;
}

function holds(choice: string, sign: string, wanted: string): boolean {
  if (sign === '=') return choice === wanted;
  const [left, right] = [Number(choice), Number(wanted)];
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

/** Splits where neither a quotation nor a parenthesis is open. */
function splitAt(text: string, joint: RegExp): readonly string[] {
  const parts: string[] = [];
  let [from, depth, quote] = [0, 0, ''];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === '(' || letter === '{') depth += 1;
    else if (letter === ')' || letter === '}') depth -= 1;
    else if (depth === 0) {
      joint.lastIndex = at;
      const found = joint.exec(text);
      if (!found) continue;
      parts.push(text.slice(from, at));
      from = at + found[0].length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Without the parentheses around all of it. */
function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text;
  }
  return withoutParentheses(text.slice(1, -1).trim());
}
