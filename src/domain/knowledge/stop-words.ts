/** Words that say nothing about the matter, as the normaliser leaves them: ی ک ه ا for all their forms, no half-spaces. */
import type { Language } from '../labels.ts'

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

export const STOP_WORDS: Record<Language, ReadonlySet<string>> = {
  fa: listed(`
    و در به از که این ان را رو با برای واسه تا هم یا اما ولی اگر اگه چون پس نیز هر همه یک یه من ما شما تو او اون انها اینا
    اونا خود خودم خودتون خودتان است هست هستم هستید هستین نیست نیستم بود بودم بوده بودن شد شده شدم میشه نمیشه می نمی شود
    نشد نشده باشد باشه باید بشه کرد کردم کرده کردن کردند کنم کنید کنین کنه کند کنیم میکنم میکنه میکنید میکنین بکنم دارم
    داره دارد دارید دارین داشتم داشته میخوام میخواهم خواهم خواستم میتونم میتوانم توانم تونم میتونید چه چی چیه چرا چطور
    چطوری چجوری چگونه چیست کی کجا کجاست کدام کدوم چند چندتا ایا مگه لطفا سلام درود ممنون مرسی تشکر متشکرم سپاس خیلی
    فقط الان حالا دیگه دیگر بعد قبل روی زیر توی ها های هایی ای ام ات اش ید یم ند ایم اید اند مان تان شان مون تون شون
    نه بله اره خب وقت وقتتون بخیر روز خسته نباشید اقا خانم عزیز همین همون چیزی کسی هیچ مثل بدون هنوز دوست گفت گفتم گفتند
    بگید بگین بدید بدین بده داد دادم میدم میدید لازم ممکن امکان امکانش راهی user http`),
  ar: listed(`
    و فی من الی علی عن مع هذا هذه ذلک تلک الذی التی الذین ما ماذا لماذا لیش لیه ایش شو وش کیف کیفیه متی امتی این وین فین
    هل کم ای ایه انا انت انتم انتو نحن احنا هو هی هم لا لم لن ما مو مش لیس قد لقد کان کانت یکون تکون اکون ان انه انها
    اننی انی لکن بس او ثم اذا لو حتی کل بعض غیر بعد قبل عند عندی عندکم لدی لدیکم لی لک لکم له لها لنا بها به بهذا ممکن
    یمکن یمکننی یمکنکم استطیع اقدر ارید اریده ابغی ابی بدی عایز عاوز عاوزه محتاج احتاج اود الرجا رجا لو سمحت سمحتم فضلک
    فضلکم تکفون السلام علیکم سلام مرحبا اهلا شکرا جزیلا الان هلا هلق دلوقتی الحین جدا فقط ایضا هناک هنا یا نعم لازم یجب
    علی الی علیه علیها منه منها فیه فیها عنه عنها اللی ده دی دا کده کذا هیک صار صارت وهو وهی وکم تحت تم یتم راح حد احد شی شیء ولا وما user http`),
  en: listed(`
    a an and are as at be been being but by can cannot could did do does doing done for from get gets getting go going got had
    has have having he hello her hi him his how i if in into is it its just let like may me might my need no not now of off on
    one or our out please she should so some such than thank thanks that the their them then there these they this those to
    too until up us very want wants was way we were what when where which while who why will with would yes you your yours
    am any about after again all also because before both each ever here more most much must only other over own same still
    s t m d ll ve re dear team regards kind know tell something anything someone possible user http`),
}
