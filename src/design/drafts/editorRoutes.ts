/**
 * How staff write a draft, whatever it becomes: it is started, opened, changed from the revision that its page showed,
 * undone, published and discarded. What is particular to a kind of draft is its declaration.
 */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import type { Permission } from '../../access/accounts/authority.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { seeOther, sent as answered, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { TypedOf } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { conflictSentence } from './conflict.ts';
import { draftChanged, hashOf, replacing, undone, type Draft, type Replacement } from './draft.ts';
import { revisionField, type draftFields } from './input.ts';
import type { DraftStore } from './store.ts';
import { draftTexts } from './texts.ts';

export interface DraftKind<Content, Tools> {
  /** Address below which each draft has its own. */
  readonly url: string;
  /** The list to which one returns when a draft is discarded. */
  readonly listUrl: string;
  readonly write: Permission;
  /** Missing: who may write a draft may publish it. */
  readonly publish?: Permission;
  readonly store: (tools: Tools) => DraftStore<Content>;
  /** Units for all of which the permission is needed; none: for the whole installation. */
  readonly unitIds: (content: Content) => readonly string[];
  readonly audit: {
    readonly kinds: { readonly [Action in 'drafted' | 'changed' | 'discarded']: AuditKind };
    readonly label: (content: Content) => string;
    readonly after: (content: Content) => NonNullable<AuditEntry['after']>;
  };
  /** The draft as a file; missing: it has none. */
  readonly json?: (content: Content) => unknown;
  readonly show: (
    context: StaffContext,
    tools: Tools,
    draft: Draft<Content>,
    status?: number,
  ) => Reply | Promise<Reply>;
  /** What keeps the draft from being published, in the reader's language. */
  readonly faults: (
    context: StaffContext,
    tools: Tools,
    draft: Draft<Content>,
  ) => readonly string[] | Promise<readonly string[]>;
  /** @returns address of what was published */
  readonly publishIt: (context: StaffContext, tools: Tools, draft: Draft<Content>) => Promise<string>;
}

interface Saving<Content> {
  readonly hidden: Pick<TypedOf<typeof draftFields>, 'was'> & {
    readonly opened?: number;
    readonly wanted?: unknown;
  };
  /** What to store, or what is wrong with what was typed, by field. */
  readonly read: { readonly content: Content } | { readonly errors: Readonly<Record<string, string>> };
  /** Missing: the form is of the whole draft. */
  readonly part?: SavedPart | undefined;
  /** The page with what was typed; status 409 when somebody else has saved meanwhile. */
  readonly showAgain: (status: 409 | 422) => Reply | Promise<Reply>;
  /** Where one goes on; missing: to the page of the draft. */
  readonly goOn?: (saved: Draft<Content>) => Reply | Promise<Reply>;
}

/** A part of a draft that has a form of its own: other parts may change while it is written. */
interface SavedPart {
  /** What its form shows, as it is stored. */
  readonly before: unknown;
  /** The same from now on; missing where something is wrong. */
  readonly after?: unknown;
  /** What is changed under one name, in a row, is undone at once; missing: what is changed on one page. */
  readonly name?: string;
  /** What is wrong in it; missing: what is wrong in the draft is said. */
  readonly faults?: readonly string[];
  /** Address of the form from now on. */
  readonly url?: string;
}

interface DraftTools {
  readonly now: () => Date;
}

export function draftEditor<Content, Tools extends DraftTools>(kind: DraftKind<Content, Tools>) {
  const { write } = kind;
  const drafts = draftsOf(kind);
  const { open, undo, publish, discard } = draftActions(kind, drafts);
  const one = `${kind.url}/:draftId` as const;
  const routes: Routes<Tools> = {
    [`GET ${one}`]: may(write, open),
    [`POST ${one}/undo`]: may(write, undo),
    [`POST ${one}/publish`]: may(kind.publish ?? write, publish),
    [`POST ${one}/discard`]: may(write, discard),
  };
  return { ...drafts, routes, save: formSaver(kind, drafts), open, publish };
}

type Drafts<Content, Tools extends DraftTools> = ReturnType<typeof draftsOf<Content, Tools>>;

/** How drafts of a kind are started, found and changed. */
function draftsOf<Content, Tools extends DraftTools>(kind: DraftKind<Content, Tools>) {
  const { write, store } = kind;
  const urlOf = ({ id }: Pick<Draft<Content>, 'id'>): string => `${kind.url}/${id}`;
  return { urlOf, start, draftOf, sameDraftOf, change, keep };

  /** @param id that the page of a new draft was given, so that it is made once however often it is sent */
  async function start(
    context: StaffContext,
    tools: Tools,
    content: Content,
    id = randomUUID() as string,
  ): Promise<Draft<Content>> {
    context.caller.demand(write, kind.unitIds(content));
    const [changedBy, changedAt] = [context.caller.actor, tools.now()];
    const draft: Draft<Content> = { id, content, state: 'open', revision: 1, changedAt, changedBy };
    await store(tools).add(draft, entryOf(kind, 'drafted', draft, context, tools));
    return draft;
  }

  /** @throws Problem notFound, also for a draft that was published or discarded */
  async function draftOf({ param, caller }: StaffContext, tools: Tools): Promise<Draft<Content>> {
    const draft = await store(tools).find(param('draftId'));
    if (!draft) throw notYours();
    caller.demand(write, kind.unitIds(draft.content));
    return draft;
  }

  /** @throws Problem conflict when it has changed since the page was made */
  async function sameDraftOf(context: StaffContext, tools: Tools): Promise<Draft<Content>> {
    const draft = await draftOf(context, tools);
    if (draft.revision !== (await readBody(context.req, revisionField)).revision) throw draftChanged();
    return draft;
  }

  /** @returns false when somebody else has changed the draft meanwhile, or it is being published */
  async function change(
    context: StaffContext,
    tools: Tools,
    draft: Draft<Content>,
    replacement: Replacement<Content>,
  ): Promise<boolean> {
    const next = { ...replacing(draft, replacement, context.caller.actor), changedAt: tools.now() };
    const entry = entryOf(kind, 'changed', { id: draft.id, content: next.content }, context, tools);
    return draft.state === 'open' && (await store(tools).change(draft, next, entry));
  }

  /** Changes the draft that the page showed. @param done the notice that its page gives */
  async function keep(
    context: StaffContext,
    tools: Tools,
    draft: Draft<Content>,
    { done, ...replacement }: Replacement<Content> & { readonly done: string },
  ): Promise<Reply> {
    if (!(await change(context, tools, draft, replacement))) throw draftChanged();
    return seeOther(`${urlOf(draft)}?done=${done}`);
  }
}

function entryOf<Content, Tools extends DraftTools>(
  { audit, unitIds }: DraftKind<Content, Tools>,
  action: keyof typeof audit.kinds,
  { id, content }: Pick<Draft<Content>, 'id' | 'content'>,
  { caller }: StaffContext,
  { now }: Tools,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind: audit.kinds[action],
    unitIds: unitIds(content),
    subject: { id, label: audit.label(content) },
    after: audit.after(content),
  });
}

/** How the form of a draft's page is saved. */
function formSaver<Content, Tools extends DraftTools>(
  kind: DraftKind<Content, Tools>,
  { urlOf, draftOf, change }: Drafts<Content, Tools>,
) {
  return save;

  /**
   * Stores what the form of a draft, or of a part of it, says, and says what is wrong with it; tries again when another
   * part has changed meanwhile. A script that saves while a person writes is answered in JSON, always with 200.
   */
  async function save(
    context: StaffContext,
    tools: Tools,
    reading: (draft: Draft<Content>) => Promise<Saving<Content>>,
  ): Promise<Reply> {
    const draft = await draftOf(context, tools);
    const { hidden, read, part, showAgain, goOn } = await reading(draft);
    const isAutosave = hidden.wanted === 'autosave';
    const refuse = async (status: 409 | 422, sentences: readonly string[]): Promise<Reply> =>
      isAutosave ? sayTo(context, { sentences }) : await showAgain(status);
    // Before the errors: their page has the hash of now, and would overwrite what its reader never saw.
    if (draft.state !== 'open' || hidden.was !== hashOf(part ? part.before : draft.content))
      return await refuse(409, [conflictSentence(draft, context.language)]);
    if ('errors' in read) return await refuse(422, Object.values(read.errors));
    const { content } = read;
    const name = part?.name ?? `${context.req.path} opened at ${hidden.opened}`;
    if (!(await change(context, tools, draft, { content, part: name })))
      return await save(context, tools, reading);
    const revision = draft.revision + 1;
    const saved = { ...draft, content, revision };
    if (!isAutosave) return goOn ? await goOn(saved) : seeOther(`${urlOf(draft)}?done=saved`);
    const sentences = part?.faults ?? (await kind.faults(context, tools, saved));
    const values = { revision, was: hashOf(part ? part.after : content) };
    return sayTo(context, { sentences, values, isSaved: true, ...(part?.url && { url: part.url }) });
  }
}

/** What else can be done on the page of a draft. */
function draftActions<Content, Tools extends DraftTools>(
  kind: DraftKind<Content, Tools>,
  { draftOf, sameDraftOf, keep }: Drafts<Content, Tools>,
) {
  const { store } = kind;
  return { open, undo, publish, discard };

  async function open(context: StaffContext, tools: Tools): Promise<Reply> {
    const draft = await draftOf(context, tools);
    if (!kind.json || !wantsJson(context.res)) return await kind.show(context, tools, draft);
    context.res.json(kind.json(draft.content));
    return answered;
  }

  async function undo(context: StaffContext, tools: Tools): Promise<Reply> {
    const draft = await sameDraftOf(context, tools);
    return await keep(context, tools, draft, { content: undone(draft), done: 'undone' });
  }

  /** Statuses: 303; 409 when somebody else has changed the draft; 422 with what keeps it from being published. */
  async function publish(context: StaffContext, tools: Tools): Promise<Reply> {
    const draft = await sameDraftOf(context, tools);
    context.caller.demand(kind.publish ?? kind.write, kind.unitIds(draft.content));
    const faults = await kind.faults(context, tools, draft);
    if (faults.length === 0) return seeOther(`${await kind.publishIt(context, tools, draft)}?done=published`);
    if (draft.state === 'publishing') await store(tools).change(draft, { state: 'open' });
    return await kind.show(context, tools, await draftOf(context, tools), 422);
  }

  async function discard(context: StaffContext, tools: Tools): Promise<Reply> {
    const draft = await sameDraftOf(context, tools);
    const entry = entryOf(kind, 'discarded', draft, context, tools);
    const isDiscarded =
      draft.state === 'open' && (await store(tools).change(draft, { state: 'discarded' }, entry));
    if (!isDiscarded) throw draftChanged();
    return seeOther(`${kind.listUrl}?done=discarded`);
  }
}

/** Answers a script that saves while a person writes (public/draft.js). */
function sayTo({ res }: StaffContext, said: SavedWords): Reply {
  res.json(said);
  return answered;
}

interface SavedWords {
  /** What is wrong; empty: nothing. */
  readonly sentences: readonly string[];
  readonly isSaved?: true;
  /** Hidden fields of the page, and what they hold from now on. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** The address of the form from now on. */
  readonly url?: string;
}

/**
 * What every page of a draft shows: its buttons, and what saving needs.
 *
 * @param part what its form shows; missing: the whole draft
 */
export function draftOnPage<Content>(
  url: string,
  { content, revision, state, before }: Draft<Content>,
  { language }: Pick<StaffContext, 'language'>,
  part: unknown = content,
) {
  return {
    url,
    revision,
    was: hashOf(part),
    isPublishing: state === 'publishing',
    mayUndo: before !== undefined && state === 'open',
    t: draftTexts[language],
  };
}
