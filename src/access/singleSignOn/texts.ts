/** Texts of signing in at a provider. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  signInWith: (provider: string) => `Đăng nhập bằng ${provider}`,
  here: 'Hoặc đăng nhập bằng tài khoản của hệ thống này',
  byPassword: 'Hoặc đặt mật khẩu riêng của hệ thống này',
  byLinkHint:
    'Đăng nhập một lần ở nơi đó; từ lần sau ông/bà vào thẳng bằng nút ở trang đăng nhập, không cần mật khẩu riêng.',
  signedOut: 'Đã đăng xuất',
  signedOutHere: 'Ông/bà đã đăng xuất khỏi hệ thống này.',
  signingOutThere: (provider: string) => `Đang chuyển đến ${provider} để đăng xuất ở đó.`,
  signOutThere: (provider: string) => `Đăng xuất khỏi ${provider}`,
  stillThere: (provider: string) =>
    `Chưa đăng xuất được khỏi ${provider}: nơi đó không trả lời hoặc không có trang đăng xuất. Nếu dùng máy chung, xin đóng trình duyệt hoặc tự đăng xuất ở đó.`,
  again: 'Về trang đăng nhập',
  problems: {
    down: (provider: string) =>
      `${provider} hiện không trả lời, nên chưa đăng nhập bằng nơi đó được. Xin thử lại sau ít phút, hoặc dùng tên đăng nhập và mật khẩu của hệ thống này.`,
    refused: (provider: string) => `${provider} đã từ chối, hoặc ông/bà đã hủy đăng nhập ở đó.`,
    unverified: (provider: string) =>
      `Chưa xác nhận được lần đăng nhập ở ${provider}: có thể trang đã mở quá lâu hoặc mở ở trình duyệt khác. Xin bấm đăng nhập lại từ đầu.`,
    unknown: (provider: string) =>
      `Tài khoản ${provider} của ông/bà chưa được liên kết với tài khoản nào ở đây. Xin người quản trị hệ thống gửi liên kết mời, rồi mở liên kết đó.`,
    closed: () => 'Tài khoản này đã bị khóa. Xin liên hệ người quản trị hệ thống.',
    taken: (provider: string) =>
      `Tài khoản ${provider} này đã được liên kết với một tài khoản khác ở đây, nên liên kết mời chưa được dùng.`,
    linkOver: () =>
      'Liên kết mời đã hết hạn hoặc đã được dùng. Xin liên hệ người quản trị để nhận liên kết mới.',
  },
};

const en: typeof vi = {
  signInWith: (provider) => `Sign in with ${provider}`,
  here: 'Or sign in with an account of this system',
  byPassword: 'Or set a password for this system alone',
  byLinkHint:
    'Sign in there once; afterwards the button on the sign-in page lets you in, and you need no separate password.',
  signedOut: 'Signed out',
  signedOutHere: 'You are signed out of this system.',
  signingOutThere: (provider) => `Going to ${provider} to sign you out there.`,
  signOutThere: (provider) => `Sign out of ${provider}`,
  stillThere: (provider) =>
    `You are not signed out of ${provider}: it does not answer, or has no page to sign out. On a shared computer please close the browser, or sign out there yourself.`,
  again: 'To the sign-in page',
  problems: {
    down: (provider) =>
      `${provider} does not answer at the moment, so you cannot sign in with it. Please try again in a few minutes, or use your account name and password of this system.`,
    refused: (provider) => `${provider} refused, or you cancelled the sign-in there.`,
    unverified: (provider) =>
      `The sign-in at ${provider} could not be confirmed: the page may have been open for too long, or in another browser. Please start again.`,
    unknown: (provider) =>
      `Your account at ${provider} is not linked with an account here. Please ask an administrator for an invitation link, and open it.`,
    closed: () => 'This account is closed. Please ask an administrator.',
    taken: (provider) =>
      `This account at ${provider} is already linked with another account here, so the invitation was not used.`,
    linkOver: () =>
      'The time of the invitation is over, or it was used. Please ask an administrator for a new one.',
  },
};

export const singleSignOnTexts: Record<PageLanguage, typeof vi> = { vi, en };
