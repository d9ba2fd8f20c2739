/** Texts of the pages on which people sign in, or set a password by a link. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { passwordLengthMax, passwordLengthMin } from './password.ts';

const vi = {
  signIn: {
    title: 'Đăng nhập',
    name: 'Tên đăng nhập',
    password: 'Mật khẩu',
    submit: 'Đăng nhập',
    wrong: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    tooMany: (time: string) => `Đã thử sai quá nhiều lần. Xin đợi đến ${time} rồi thử lại.`,
    forgotten: 'Quên mật khẩu? Người quản trị hệ thống của ông/bà sẽ cấp một liên kết để đặt mật khẩu mới.',
    noAccount:
      'Hệ thống chưa có tài khoản nào. Hãy mở liên kết lập tài khoản quản trị đầu tiên, được in trong cửa sổ lệnh khi chương trình khởi động.',
    codeTitle: 'Xác thực hai bước',
    code: 'Mã xác thực',
    codeHint: 'Mã 6 chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã khôi phục đã in ra.',
    codeSubmit: 'Tiếp tục',
    codeWrong: 'Mã không đúng hoặc đã được dùng. Xin đợi mã mới rồi nhập lại.',
    again: 'Đăng nhập lại từ đầu',
  },
  held: {
    atSignIn:
      'Phiên làm việc đã hết hạn. Nội dung ông/bà vừa nhập vẫn được giữ: xin đăng nhập lại rồi gửi tiếp.',
    title: 'Gửi nội dung vừa nhập',
    lead: 'Nội dung ông/bà nhập trước khi hết phiên làm việc vẫn còn nguyên, nhưng chưa được gửi.',
    submit: 'Gửi',
    drop: 'Không gửi nữa, về trang Việc cần làm',
  },
  signInNotices: {
    signedOut: 'Đã đăng xuất.',
    passwordSet: 'Đã đặt mật khẩu. Xin đăng nhập bằng mật khẩu mới.',
    administratorMade: 'Đã lập tài khoản quản trị. Xin đăng nhập.',
  } as Record<string, string>,
  passwordFields: {
    newPassword: 'Mật khẩu mới',
    newPasswordHint: `Ít nhất ${passwordLengthMin} ký tự; nên dùng vài từ không liên quan với nhau. Không bắt buộc chữ hoa hay ký tự đặc biệt.`,
    again: 'Nhập lại mật khẩu mới',
    errors: {
      tooShort: `Mật khẩu cần ít nhất ${passwordLengthMin} ký tự.`,
      tooLong: `Mật khẩu không được dài quá ${passwordLengthMax} ký tự.`,
      common: 'Mật khẩu này quá phổ biến, dễ bị đoán. Xin chọn mật khẩu khác.',
      containsName: 'Mật khẩu không được chứa tên đăng nhập.',
      different: 'Hai lần nhập không giống nhau.',
    },
  },
  first: {
    title: 'Lập tài khoản quản trị đầu tiên',
    lead: 'Tài khoản này quản trị toàn hệ thống: lập các tài khoản khác và giao vai trò cho từng đơn vị.',
    submit: 'Lập tài khoản',
  },
  link: {
    title: 'Đặt mật khẩu',
    lead: (name: string) => `Tên đăng nhập: ${name}`,
    submit: 'Đặt mật khẩu',
  },
};

const en: typeof vi = {
  signIn: {
    title: 'Sign in',
    name: 'Account name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'The account name or the password is wrong.',
    tooMany: (time) => `Too many wrong attempts. Please wait until ${time} and try again.`,
    forgotten: 'Forgotten your password? Your administrator will give you a link to set a new one.',
    noAccount:
      'There is no account yet. Open the link for the first administrator, which the program printed in its terminal when it started.',
    codeTitle: 'Second factor',
    code: 'Code',
    codeHint: 'The 6 digits in the authenticator app on your telephone, or a recovery code that you kept.',
    codeSubmit: 'Continue',
    codeWrong: 'The code is wrong or was used before. Please wait for the next one.',
    again: 'Start again',
  },
  held: {
    atSignIn: 'Your session was over. What you typed is still here: please sign in, and send it again.',
    title: 'Send what you typed',
    lead: 'What you typed before your session was over is complete, and was not sent yet.',
    submit: 'Send',
    drop: 'Do not send it; go to the first page',
  },
  signInNotices: {
    signedOut: 'You are signed out.',
    passwordSet: 'The password is set. Please sign in with it.',
    administratorMade: 'The administrator account is made. Please sign in.',
  },
  passwordFields: {
    newPassword: 'New password',
    newPasswordHint: `At least ${passwordLengthMin} characters; a few unrelated words are best. No capitals or special characters are needed.`,
    again: 'New password again',
    errors: {
      tooShort: `A password needs at least ${passwordLengthMin} characters.`,
      tooLong: `A password can have at most ${passwordLengthMax} characters.`,
      common: 'This password is among the first that anybody would guess. Please choose another one.',
      containsName: 'The password must not contain the account name.',
      different: 'The two are not the same.',
    },
  },
  first: {
    title: 'Make the first administrator',
    lead: 'This account administers the whole installation: it makes other accounts and gives them roles for units.',
    submit: 'Make the account',
  },
  link: {
    title: 'Set a password',
    lead: (name) => `Account name: ${name}`,
    submit: 'Set the password',
  },
};

export const signInTexts: Record<PageLanguage, typeof vi> = { vi, en };
