/** What a comparison reads of the open data of an installation; the rest of it is not looked at. */
import { z } from 'zod';

const title = z.object({ vi: z.string() }).catchall(z.string());
const count = z.int().nonnegative();
const percent = z.number().min(0).max(100);

const shownFigure = z
  .object({
    state: z.literal('shown'),
    value: z.object({ units: z.int(), decimals: z.int().min(0).max(6) }),
    exactShare: z.string().regex(/^\d{1,400}\/[1-9]\d{0,399}$/),
    people: count,
    answers: count,
    everyoneAsked: z.boolean(),
    effectiveSize: z.int().positive().optional(),
    intervalPercent: z.tuple([percent, percent]).optional(),
    noInterval: z.string().optional(),
    unreliability: z.string().optional(),
  })
  .refine(
    ({ intervalPercent, everyoneAsked, effectiveSize }) =>
      intervalPercent === undefined || everyoneAsked || effectiveSize !== undefined,
    { error: 'an interval without an effective size' },
  );
const figureNotShown = z.object({
  state: z.enum(['hidden', 'none', 'unreliable', 'live', 'collecting']),
  reason: z.string().optional(),
});

export const openList = z.object({
  publications: z.array(
    z.object({
      roundId: z.string().min(1).max(200),
      roundTitle: title,
      number: z.int().positive(),
      closesAt: z.iso.datetime(),
    }),
  ),
});

export const openPublication = z.object({
  hash: z.string(),
  proof: z.object({ keys: z.array(z.looseObject({})), checkpoint: z.string().optional() }),
  content: z.object({
    number: z.int().positive(),
    round: z.object({
      id: z.string(),
      title,
      opensAt: z.iso.datetime(),
      closesAt: z.iso.datetime(),
      sampleKind: z.string(),
      madeUp: title.optional(),
    }),
    method: z.looseObject({ id: z.string(), version: z.int(), name: title }),
    questions: z.array(z.object({ id: z.string(), factorId: z.string(), levels: z.int(), text: title })),
    units: z.array(
      z.object({
        id: z.string(),
        name: title,
        parentId: z.string().optional(),
        whole: z.object({
          figure: z.union([shownFigure, figureNotShown]),
          counts: z.looseObject({}).optional(),
        }),
      }),
    ),
  }),
});

export type OpenList = z.infer<typeof openList>;
export type OpenPublication = z.infer<typeof openPublication>;
export type OpenContent = OpenPublication['content'];

/** @returns undefined where the text has another shape */
export function readOpenData<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
