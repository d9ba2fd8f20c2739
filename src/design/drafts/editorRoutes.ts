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
import type { ValuesOf } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { conflictSentence } from './conflict.ts';
import { draftChanged, replacing, undone, type Draft, type Replacement } from './draft.ts';
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
  readonly draft: Draft<Content>;
  readonly hidden: ValuesOf<typeof draftFields>;
  /** What to store, or what is wrong with what was typed, by field. */
  readonly read: { readonly content: Content } | { readonly errors: Readonly<Record<string, string>> };
  /** Where the form is a part of the draft: its address from now on, and what is wrong in that part. */
  readonly part?: { readonly url: string; readonly faults: readonly string[] } | undefined;
  /** The page with what was typed; status 409 when somebody else has saved meanwhile. */
  readonly showAgain: (status: 409 | 422, draft: Draft<Content>) => Reply | Promise<Reply>;
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
   * Stores what the form of a draft's page says, and says what is wrong with it. A script that saves while a person
   * writes is answered in JSON, always with 200.
   */
  async function save(context: StaffContext, tools: Tools, saving: Saving<Content>): Promise<Reply> {
    const { draft, hidden, read, part: form, showAgain } = saving;
    const isAutosave = hidden.wanted === 'autosave';
    const showTheirs = async (): Promise<Reply> => {
      const theirs = await draftOf(context, tools);
      return isAutosave
        ? sayTo(context, { sentences: [conflictSentence(theirs, context.language)] })
        : await showAgain(409, theirs);
    };
    // Before the errors: their page has the revision of now, and would overwrite what its reader never saw.
    if (hidden.revision !== draft.revision) return await showTheirs();
    if ('errors' in read)
      return isAutosave
        ? sayTo(context, { sentences: Object.values(read.errors) })
        : await showAgain(422, draft);
    const { content } = read;
    const isSaved = await change(context, tools, draft, { content, part: `opened at ${hidden.opened}` });
    if (!isSaved) return await showTheirs();
    if (!isAutosave) return seeOther(`${urlOf(draft)}?done=saved`);
    const revision = draft.revision + 1;
    const sentences = form?.faults ?? (await kind.faults(context, tools, { ...draft, content, revision }));
    return sayTo(context, { sentences, values: { revision }, isSaved: true, ...(form && { url: form.url }) });
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
export function sayTo({ res }: StaffContext, said: SavedWords): Reply {
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

/** What every page of a draft shows: its buttons, and what saving needs. */
export function draftOnPage<Content>(
  url: string,
  { revision, state, before }: Draft<Content>,
  { language }: Pick<StaffContext, 'language'>,
) {
  return {
    url,
    revision,
    isPublishing: state === 'publishing',
    mayUndo: before !== undefined && state === 'open',
    t: draftTexts[language],
  };
}
