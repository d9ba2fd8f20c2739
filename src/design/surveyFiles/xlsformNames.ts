/** Names in the XLSForms that this program writes; ids of a survey have no underscore, so they stay apart. */
export const factorPrefix = 'factor_';
export const aboutPrefix = 'about_';
export const noticePrefix = 'notice_';
export const commentName = 'free_comment';
/** A sheet that other programs pass over: what XLSForm has no place for. */
export const ownSheet = 'lang_nghe';
/** Of "no opinion" in a list of choices. */
export const noOpinionName = '0';
/** "None of these" stands alone. */
export const noneAlone = `not(selected(., '${noOpinionName}') and count-selected(.) > 1)`;
/** Of the keys in the sheet of this program that say what a scale is besides its levels. */
export const scalePrefix = 'scale.';
/** Of the text question behind a criterion that is its comment. */
export const commentSuffix = '_comment';
