/** Idempotent changes: a program names each change that it sends, and the same name sent again refers to the stored change. */
import { Problem } from '../platform/problem.ts';

export interface SentAs {
  /** Stands for one change of the account. */
  readonly name: string;
  /** Of what was sent, so that the name is not taken for another change. */
  readonly hash: string;
}

interface StoredChange {
  readonly sentAs?: SentAs | undefined;
  readonly entered: { readonly by: { readonly accountId: string } };
}

/** The change that the account stored under this name. @throws Problem conflict if it is another one */
export function storedAs<Change extends StoredChange>(
  changes: readonly Change[],
  sentAs: SentAs | undefined,
  { accountId }: { readonly accountId: string },
): Change | undefined {
  const stored =
    sentAs &&
    changes.find((one) => one.sentAs?.name === sentAs.name && one.entered.by.accountId === accountId);
  if (stored && stored.sentAs?.hash !== sentAs?.hash) throw nameTaken();
  return stored;
}

function nameTaken(): Problem {
  return new Problem('conflict', {
    vi: 'Tên này đã dùng cho một thay đổi khác của tài khoản. Xin chọn tên khác.',
    en: 'This name stands for another change of the account. Please choose another one.',
  });
}
