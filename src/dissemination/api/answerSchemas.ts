/** JSON Schemas of the API's responses. Tests check every response against them. */
import {
  listOf as list,
  localizedOf,
  object,
  oneOf,
  yesOrNo,
  type Schema,
} from '../../platform/schemas/schema.ts';

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const number: Schema = { type: 'number' };
const instant: Schema = { type: 'string', format: 'date-time' };
const texts = list(text);
const pair: Schema = { type: 'array', items: number, minItems: 2, maxItems: 2 };
const localized = ref('Localized');

/** An object with further properties, which another document describes. */
const open = (description: string): Schema => ({ type: 'object', description });

const lineParts = { previous: ref('Figure'), change: ref('Change') };
const rankParts = { rank: count, of: count, rankInterval: pair, notToldApartFrom: texts, notRanked: text };
const line = (more: Readonly<Record<string, Schema>>, optional = {}): Schema =>
  object({ ...more, figure: ref('Figure') }, { ...lineParts, ...optional });

const publication = {
  roundId: text,
  roundTitle: localized,
  number: count,
  hash: text,
  publishedAt: instant,
  note: text,
  key: text,
};

const unitsBasis: Schema = {
  anyOf: [oneOf('asCollected'), object({ asOfOn: text })],
};

export function pageOfSchema(items: string): Schema {
  return object({ items: list(ref(items)) }, { nextCursor: text });
}

/** What a finding shows, or the reason why it shows nothing. */
const finding = (parts: Readonly<Record<string, Schema>>): Schema =>
  object({ roundId: text, unitId: text, of: text }, { reason: localized, ...parts });

export const answerSchemas: Readonly<Record<string, Schema>> = {
  Localized: {
    ...localizedOf(text),
    description: 'A text by language tag; Vietnamese is always there.',
  },
  Decimal: object({ units: number, decimals: count }),
  Figure: {
    ...object(
      {
        state: oneOf('shown', 'unreliable', 'hidden', 'none', 'live', 'collecting'),
        method: text,
        scope: object({ kind: oneOf('whole', 'factor', 'question') }, { id: text }),
        unitsBasis,
        sample: oneOf('probability', 'selfSelected'),
      },
      {
        seriesBreak: text,
        valuePercent: number,
        exactShare: text,
        people: count,
        answers: count,
        everyoneAsked: yesOrNo,
        effectiveSize: number,
        intervalPercent: pair,
        noInterval: text,
        unreliability: text,
        reason: text,
        stratum: localized,
        low: count,
        high: count,
        asOf: instant,
        needs: oneOf('respondents', 'answers'),
      },
    ),
    description:
      'A number with n, interval or the reason for none, and method. state "hidden": fewer than ten people, or others could be worked out from it; "unreliable": too uncertain to be published; "none": nobody answered. Of an open round: "live", the index lies between low and high, whole percents, people being rounded down to tens; "collecting": too few respondents or answers for that.',
  },
  Change: object(
    { state: text, points: number, exactPoints: number, breaks: texts },
    { intervalPoints: pair, movement: oneOf('rose', 'fell', 'notToldApart') },
  ),
  Line: line({}),
  NamedLine: line({ id: text }, { title: localized, text: localized, factor: text }),
  Round: object(
    {
      id: text,
      title: localized,
      state: oneOf('notYetOpen', 'open', 'closed'),
      opensAt: instant,
      closesAt: instant,
      sampleKind: oneOf('probability', 'selfSelected'),
    },
    { previousRoundId: text, madeUp: localized },
  ),
  Unit: object({ id: text, name: localized, kind: text }, { parentId: text }),
  Results: object(
    {
      round: ref('Round'),
      surveyVersion: text,
      method: open('The method, as docs/methodology.md describes it.'),
      unit: ref('Unit'),
      unitsBasis,
      formsReceivedInRound: count,
      formsNotYetCounted: count,
      formsLate: count,
      assisted: open('Answers that an interviewer entered.'),
      sampleKindDiffersFromPrevious: yesOrNo,
      formsFromOpenPoints: yesOrNo,
      satisfactionIndex: ref('Line'),
      factors: list(ref('NamedLine')),
      questions: list(ref('NamedLine')),
      groups: list(object({ kind: text, units: list(ref('RankedUnit')) })),
      byAbout: list(object({ question: text, bands: list(ref('NamedLine')) })),
      byDay: list(object({ day: text, figure: ref('Figure') })),
      furtherMethods: list(open('The same unit by a further method of the round.')),
      reportedFigures: list(open('A figure reported elsewhere, word for word.')),
    },
    {
      formsAnnulled: { anyOf: [count, oneOf('few')] },
      rank: object({}, { ...rankParts, rankBefore: count }),
      response: open('People who answered against transactions.'),
      moreAnswersThanPeople: open('More answers than people on the list.'),
      asOf: instant,
      live: object({ takenAt: instant, nextAt: instant }),
    },
  ),
  RankedUnit: line({ id: text, name: localized }, rankParts),
  TalliedCell: object({
    unitId: text,
    dimension: text,
    value: {
      ...text,
      description: 'Empty where the dimension has a single value, or the service is not known.',
    },
    figure: ref('Figure'),
  }),
  Drivers: {
    ...finding({
      people: count,
      explained: number,
      meanCorrelation: number,
      factors: list(object({ id: text, share: number }, { interval: pair })),
      priorities: list(
        object({ id: text, figure: ref('Figure'), importance: number, quadrant: text }, { interval: pair }),
      ),
    }),
    description:
      'Shares 0 … 1 of the explained variance (R², "explained") by factor; importance −1 … 1 by question. Intervals: 95 %, bootstrap. "reason": why there is nothing to show.',
  },
  Gaps: {
    ...finding({
      gaps: list(
        object(
          { dimension: text, group: text, label: localized, figure: ref('Figure'), others: ref('Figure') },
          { points: number, intervalPoints: pair, adjustedP: number },
        ),
      ),
      coverage: list(object({ unitId: text, people: count, transactions: count })),
    }),
    description:
      "Each group against all other respondents of the unit: the difference in percentage points, and its p-value after Holm's correction over all gaps. An empty group did not answer the question.",
  },
  CommentTopics: {
    ...finding({
      limit: count,
      topics: list(
        object(
          { id: text, label: localized, figure: ref('Figure') },
          { trend: object({ slope: number, adjustedP: number }) },
        ),
      ),
    }),
    description:
      'The index of the people who wrote about each topic, and the change of its share of comments per month (0 … 1). "none": people without a comment. "limit": no more comments than this were read.',
  },
  SmallUnits: {
    ...finding({
      mean: number,
      concentration: {
        ...number,
        description:
          'How many effective responses the mean weighs; absent if units differ no more than by chance.',
      },
      units: list(
        object(
          { id: text, figure: ref('Figure') },
          { pooled: object({ share: number, interval: pair, shrinkage: number }) },
        ),
      ),
    }),
    description: 'The estimate of each subunit by partial pooling beside its figure; never for ranks.',
  },
  Publication: object(publication),
  PublicationBundle: object({
    ...publication,
    proof: {
      type: 'object',
      description:
        'That the publication and what it rests on are in the ledger: keys, the last checkpoint with the cosignatures of witnesses, and entries with their audit paths.',
      required: ['keys', 'entries'],
    },
    content: {
      type: 'object',
      description: 'Word for word what the hash is of; docs/recompute.mjs works the index out from it.',
      required: ['format', 'number', 'round', 'method', 'forms', 'ledger', 'units'],
    },
  }),
  PublishedUnit: {
    type: 'object',
    description: 'A unit as it stands in the content of a publication.',
    required: ['id', 'name', 'kind', 'whole', 'factors', 'questions'],
  },
  Checkpoint: object({
    number: count,
    size: count,
    fromSize: count,
    root: text,
    time: text,
    note: text,
    key: text,
    totals: list(object({ round: text, submissions: count, late: count, annulled: count })),
  }),
  ConsistencyProof: object({ from: count, to: count, hashes: texts }),
  InclusionProof: object({ position: count, checkpoint: text, key: text, hashes: texts }),
  CaseloadChanges: object({
    dryRun: yesOrNo,
    new: count,
    replaced: count,
    same: count,
    changes: {
      ...list(object({ subject: text, after: text }, { before: text })),
      description: 'At most 200, in the language asked for.',
    },
  }),
  CodeBatch: object(
    {
      name: text,
      label: text,
      count,
      roundId: text,
      unitId: text,
      used: count,
      madeAt: instant,
      address: text,
    },
    { serviceId: text },
  ),
  Codes: object({ address: { ...text, description: 'Where a code is entered.' }, codes: texts }),
  CodesOfCases: object({
    validUntil: { ...instant, description: 'When the round closes.' },
    codes: list(
      object(
        {
          case: text,
          code: text,
          address: { ...text, description: 'Where the code is entered.' },
          link: {
            ...text,
            description: 'The same with the code after #, which no server sees: for a message or a QR code.',
          },
        },
        {
          message: {
            ...text,
            description:
              'Where the program sends the link: queued; done (handed over, or given up); stopped (the person wants no more); wrongAddress.',
          },
        },
      ),
    ),
  }),
  OpenApi: open('This description.'),
  JsonSchema: open('A JSON Schema (2020-12); its $id is its address.'),
  Problem: object(
    { type: text, title: text, status: count, detail: text },
    { errors: list(object({ detail: text }, { parameter: text, pointer: text })) },
  ),
};
