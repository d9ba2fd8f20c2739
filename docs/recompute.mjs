// Works a published index out again from its open data, and compares its forms with the public ledger. Of the three checks
// this is the first: that the forms in the ledger give the counts, only an auditor with the records can check.
//     node recompute.mjs publication.json [log.txt]
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [bundleFile, logFile] = process.argv.slice(2);
const { content, hash } = JSON.parse(readFileSync(bundleFile, 'utf8'));
const { decimals } = content.method;
const check = (isRight, sentence) => {
  if (!isRight) process.exitCode = 1;
  console.log(`${isRight ? 'ok   ' : 'FAULT'} ${sentence}`);
};

// 1. The content is what was signed: its canonical JSON (names in order, no spaces) has the published hash.
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
};
const digest = createHash('sha256')
  .update(`lang-nghe publication 1\n${canonical(content)}`)
  .digest('hex');
check(digest === hash, `the content has the hash ${hash}`);

// 2. Each figure is 100 × score / answers, rounded half up to the decimals of the method; all in whole numbers.
const percent = ({ score, answers }) => {
  const below = BigInt(answers) * BigInt(content.scoreUnit);
  return Number((2n * BigInt(score) * 100n * 10n ** BigInt(decimals) + below) / (2n * below));
};
const lines = content.units.flatMap((unit) => [unit.whole, ...unit.factors, ...unit.questions]);
const counted = lines.filter(({ counts }) => counts);
const right = counted.filter(({ counts, figure }) => percent(counts) === figure.value.units).length;
check(right === counted.length, `${right} of ${counted.length} figures follow from their counts`);
for (const { name, whole } of content.units.filter((unit) => unit.whole.counts)) {
  const { score, answers } = whole.counts;
  console.log(
    `      ${name.vi}: ${score} of ${answers} = ${(percent(whole.counts) / 10 ** decimals).toFixed(decimals)} %`,
  );
}

// 3. The forms add up to those of the round in the ledger, up to the size that the publication names.
const forms = Object.values(content.forms).reduce((sum, number) => sum + number, 0);
if (logFile) {
  const entries = readFileSync(logFile, 'utf8').match(/(?<=^entry ).*/gm);
  const logged = entries.slice(0, content.ledger.size).map((text) => JSON.parse(text));
  const count = (wanted) =>
    logged.filter(({ kind, round }) => kind === wanted && round === content.round.id).length;
  check(count('submission') === forms, `${forms} forms here, ${count('submission')} in the ledger`);
  check(count('annulment') === content.forms.annulled, `${content.forms.annulled} of them annulled`);
}
