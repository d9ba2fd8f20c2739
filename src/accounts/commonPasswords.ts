/**
 * Words that the most used passwords are made of, as published lists of leaked passwords show them again and again,
 * in English and in Vietnamese typed without marks. Longer words first: they are taken out one after the other.
 */
export const commonWords: readonly string[] = [
  'qwertyuiop', 'khaosathailong', 'caicachhanhchinh', 'administrator', 'administrador', 'adminadmin',
  'emyeuanh', 'anhyeuem', 'yeuemnhieu', 'matkhaumoi', 'khongcomatkhau', 'khongbiet', 'motconvit', 'tinhyeu',
  'passwordpassword', 'letmeinplease', 'iloveyouso', 'changeme', 'changethis', 'trustnoone', 'starwars', 'sunshine',
  'princess', 'football', 'baseball', 'superman', 'computer', 'internet', 'whatever', 'jennifer', 'michelle',
  'charlie', 'welcome', 'password', 'passwort', 'passwd', 'iloveyou', 'asdfghjkl', 'zxcvbnm', 'asdfgh', 'zxcvbn',
  'azertyuiop', 'azerty', 'qazwsxedc', 'qazwsx', 'qweasdzxc', 'qweasd', 'qwerty', 'abcdefghijkl', 'abcdefgh', 'abcdef',
  'abcabc', 'abcd', 'dragon', 'monkey', 'shadow', 'master', 'letmein', 'secret', 'default', 'guest', 'login', 'admin',
  'quantri', 'canbo', 'matkhau', 'hethong', 'taikhoan', 'dangnhap', 'bimat', 'xinchao', 'chaoban', 'langnghe',
  'hailong', 'khaosat', 'khao', 'nguoidan', 'congan', 'ubnd', 'uybannhandan', 'phuong', 'thanhpho', 'huyen', 'tinh',
  'dongthap', 'caolanh', 'hongngu', 'sadec', 'saigon', 'hochiminh', 'bachho', 'hanoi', 'danang', 'cantho', 'haiphong',
  'vietnam', 'hanhphuc', 'giadinh', 'maimaiyeu', 'yeuem', 'yeuanh', 'anhyeu', 'nhoem', 'nhoanh', 'maiyeu', 'conyeu',
  'bongda', 'thanhcong', 'maymans', 'mayman', 'nguyenvana', 'nguyenvan', 'nguyen', 'tranvan', 'khongco', 'motnam',
  'michael', 'jordan', 'ashley', 'daniel', 'andrew', 'joshua', 'pokemon', 'naruto', 'samsung', 'google', 'facebook',
  'zalo', 'hello', 'love', 'test', 'user', 'root', 'demo', 'temp', 'pass', 'word', 'access', 'flower', 'ninja',
  'summer', 'winter', 'spring', 'autumn', 'january', 'monday', 'money', 'lucky', 'happy', 'angel', 'killer', 'hunter',
  'soccer', 'hockey', 'tigger', 'cookie', 'cheese', 'pepper', 'ginger', 'maggie', 'buster', 'thomas', 'robert',
  'matrix', 'mustang', 'harley', 'ranger', 'batman', 'yankees', 'dallas', 'austin', 'london', 'please', 'freedom',
  'asdf', 'qwer', 'zxcv', 'qaz', 'wsx', 'edc', 'abc', 'xyz', 'asd', 'qwe', 'zxc',
].sort((one, other) => other.length - one.length); // prettier-ignore
