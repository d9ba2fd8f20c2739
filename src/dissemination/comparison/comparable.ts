/**
 * Which of the verified publications are comparable: those with the same method, questions, way of choosing respondents,
 * year and kind of data as most of them.
 */
import canonicalize from 'canonicalize';
import { endYear } from './judgeInstallation.ts';
import type { OpenContent } from './openData.ts';
import { reason, type Reason, type ReasonKind } from './reason.ts';

/** What must be the same, each in one text. */
type Aspects = Readonly<Record<(typeof aspectKinds)[number], string>>;

const aspectKinds = [
  'otherPeriod',
  'otherMethod',
  'otherQuestions',
  'otherSample',
  'otherData',
] as const satisfies readonly ReasonKind[];

function aspectsOf({ round, method, questions }: OpenContent): Aspects {
  const {
    name: _name,
    provenance: _provenance,
    validFrom: _from,
    validTo: _to,
    populations: _populations,
    ...rules
  } = method;
  return {
    otherPeriod: endYear(round),
    otherMethod: canonicalize(rules)!,
    otherQuestions: JSON.stringify(questions.map(questionKey)),
    otherSample: round.sampleKind,
    otherData: round.madeUp ? 'made up' : 'real',
  };
}

function questionKey({ id, factorId, levels, text }: OpenContent['questions'][number]): string {
  return JSON.stringify([id, factorId, levels, text.vi]);
}

/**
 * The first of the largest group whose members agree in everything; of groups of one size, the one that comes first.
 *
 * @returns undefined without contents
 */
export function referenceOf(contents: readonly OpenContent[]): OpenContent | undefined {
  const groups = new Map<string, OpenContent[]>();
  for (const content of contents) {
    const key = JSON.stringify(aspectsOf(content));
    groups.set(key, [...(groups.get(key) ?? []), content]);
  }
  const [largest] = [...groups.values()].toSorted((one, other) => other.length - one.length);
  return largest?.[0];
}

/** In what a publication differs from the reference; nothing when they can be compared. */
export function differences(content: OpenContent, reference: OpenContent): readonly Reason[] {
  const [own, wanted] = [aspectsOf(content), aspectsOf(reference)];
  return aspectKinds
    .filter((kind) => own[kind] !== wanted[kind])
    .map((kind) => reason(kind, ...differenceWords(kind, content, reference)));
}

/** The details of a reason: this one, then the reference; of questions, those that differ. */
function differenceWords(
  kind: keyof Aspects,
  content: OpenContent,
  reference: OpenContent,
): readonly string[] {
  const both = [content, reference];
  switch (kind) {
    case 'otherMethod':
      return both.map(({ method: { id, version } }) => `${id}@${version}`);
    case 'otherQuestions': {
      const wanted = new Set(reference.questions.map(questionKey));
      const other = content.questions.filter((question) => !wanted.has(questionKey(question)));
      return [`${content.questions.length} / ${reference.questions.length}`, ...other.map(({ id }) => id)];
    }
    default:
      return both.map((one) => aspectsOf(one)[kind]);
  }
}
