/**
 * Commands by which SPSS and R read the CSV file of microdata: names of variables, their labels, and the labels of
 * answers. Suppressed values stay text; no opinion is a missing value, distinct from no answer.
 */
import { inLanguage } from '../../platform/text/localized.ts';
import { answerVariables, levelsInFiles } from '../../design/surveys/several.ts';
import { microColumns, microNotes, type MicroFrame } from './microdata.ts';

type SyntaxFormat = 'sps' | 'R';

interface Variable {
  readonly name: string;
  readonly label: string;
  /** Labels of the levels, where it is an answer. */
  readonly levels?: readonly { readonly level: number; readonly label: string }[];
  readonly noOpinion?: string | undefined;
}

function variablesOf(frame: MicroFrame): readonly Variable[] {
  const { content } = frame.lists;
  const variables = new Map(answerVariables(content).map((variable) => [variable.key, variable]));
  return microColumns(frame).map(({ key, heading, meaning }) => {
    const name = key.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?![A-Za-z])/, 'v');
    const variable = variables.get(key);
    if (!variable) return { name, label: heading };
    const { noOpinion } = variable;
    return {
      name,
      label: meaning,
      levels: levelsInFiles(variable).map(({ level, label }) => ({
        level,
        label: inLanguage(label, frame.language),
      })),
      noOpinion: noOpinion && inLanguage(noOpinion, frame.language),
    };
  });
}

/** @param fileName of the CSV file with commas, in the folder of the syntax */
export function syntaxFile(frame: MicroFrame, format: SyntaxFormat, fileName: string): string {
  const variables = variablesOf(frame);
  const lines = format === 'sps' ? spssLines(variables, fileName) : rLines(variables, fileName);
  const notes = microNotes(frame).map((note) => (format === 'sps' ? `* ${oneLine(note).replace(/\.$/, '')}.` : `# ${oneLine(note)}`)); // prettier-ignore
  return `${[...notes, '', ...lines].join('\n')}\n`;
}

const noOpinionCode = -1;
/** Limits of SPSS, in bytes. */
const [variableLabelBytes, valueLabelBytes, textBytes] = [256, 120, 500];

function spssLines(variables: readonly Variable[], fileName: string): readonly string[] {
  const answers = variables.filter(({ levels }) => levels !== undefined);
  return [
    'SET UNICODE=ON.',
    `GET DATA /TYPE=TXT /FILE=${spssText(fileName)} /ENCODING='UTF8' /ARRANGEMENT=DELIMITED`,
    `  /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2 /VARIABLES=`,
    ...variables.map(({ name, levels }) => `  ${levels ? `${name}_text A8` : `${name} A${textBytes}`}`),
    '  .',
    ...answers.flatMap(({ name }) => [
      `RECODE ${name}_text (CONVERT) ('x'=${noOpinionCode}) INTO ${name}.`,
      `FORMATS ${name} (F2.0).`,
    ]),
    `DELETE VARIABLES ${answers.map(({ name }) => `${name}_text`).join(' ')}.`,
    ...variables.map(({ name, label }) => `VARIABLE LABELS ${name} ${spssText(label, variableLabelBytes)}.`),
    ...answers.map(({ name, levels = [], noOpinion }) => {
      const labels = levels.map(({ level, label }) => `${level} ${spssText(label, valueLabelBytes)}`);
      const all = noOpinion
        ? [...labels, `${noOpinionCode} ${spssText(noOpinion, valueLabelBytes)}`]
        : labels;
      return `VALUE LABELS ${name} ${all.join(' ')}.`;
    }),
    `MISSING VALUES ${answers.map(({ name }) => name).join(' ')} (${noOpinionCode}).`,
    'EXECUTE.',
  ];
}

function rLines(variables: readonly Variable[], fileName: string): readonly string[] {
  const vector = (texts: readonly string[]): string =>
    `c(${texts.map((text) => JSON.stringify(text)).join(', ')})`;
  return [
    `microdata <- read.csv(${JSON.stringify(fileName)}, fileEncoding = "UTF-8-BOM", colClasses = "character", na.strings = "")`,
    `names(microdata) <- ${vector(variables.map(({ name }) => name))}`,
    ...variables.flatMap(({ name, label, levels, noOpinion }) => {
      const values = levels && [...levels.map(({ level }) => String(level)), ...(noOpinion ? ['x'] : [])];
      const labels = levels && [...levels.map((one) => one.label), ...(noOpinion ? [noOpinion] : [])];
      return [
        ...(values ? [`microdata$${name} <- factor(microdata$${name}, levels = ${vector(values)}, labels = ${vector(labels!)})`] : []), // prettier-ignore
        `attr(microdata$${name}, "label") <- ${JSON.stringify(oneLine(label))}`,
      ];
    }),
  ];
}

function spssText(text: string, bytesMax = Infinity): string {
  let kept = oneLine(text);
  while (Buffer.byteLength(kept) > bytesMax) kept = kept.slice(0, -1);
  return `'${kept.replaceAll("'", "''")}'`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
