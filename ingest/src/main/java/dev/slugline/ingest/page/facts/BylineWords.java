package dev.slugline.ingest.page.facts;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** The words around names in bylines: who wrote it, what they are, and where they are. */
final class BylineWords {
  /** What stands before the names, with a space or a colon behind it. */
  static final Pattern LEAD =
      Pattern.compile(
          "(?iu)^(?:(?:written|reported|story|text|words|analysis|opinion|review|posted|published"
              + "|edited|compiled|reporting|photos?|interview|by-?line|exclusive|updated|created"
              + "|produced|additional reporting|words and pictures) )?by(?:[: ]+|$)"
              + "|^(?:(?:ein(?:e)? )?(?:artikel|beitrag|kommentar|bericht|analyse|interview|text|kolumne)"
              + " )?(?:von|av|af|od|van)[: ]+"
              + "|^(?:(?:par|por|di|da|de|door|przez|autorstwa|oleh|bởi|bởi:|theo|nga|tarafından|от|від|от:|yazan"
              + "|ni|na|rašo|autors?|teksti?|teksta|tekstas) *: *|(?:par|por|di|door|przez|oleh|bởi|από|του|της|γράφει"
              + " (?:ο|η)|a cura di|scritto da|pubblicato da|escrito por|publicado por|redactado por|elaborado por"
              + "|écrit par|publié par|rédigé par|propos recueillis par|geschrieben von|verfasst von"
              + "|veröffentlicht von|geschreven door|skrevet (?:af|av)|skriven av|publicerad av|ditulis oleh"
              + "|dilaporkan oleh|napisał|napisała|napsala?|írta|scris de|publicat de|escrit per|por el|isinulat ni) +)"
              + "|^(?:authors?|writers?|reporters?|editors?|contributors?|credits?|byline|correspondents?"
              + "|autor(?:es|as|a|in|en|innen|i|ka|ky|zy|ul|s|iai|ius)?|auteure?s?|autore|autrice|autori|författare|skribent"
              + "|journaliste?|forfatter|skrevet|kirjoittaja|toimittaja|texte?|testo|texto|tekst|tekst:|redactor|redazione"
              + "|redacción|redação|penulis|reporter|editor|pewarta|penyunting|jurnalis|wartawan|tác giả|người viết"
              + "|phóng viên|yazar|haber|muhabir|haberi hazırlayan|συντάκτης|συντάκτρια|επιμέλεια|ρεπορτάζ|автор(?:ы|ка|и)?|текст"
              + "|подготовил[аи]?|записал[аи]?|журналист|автор текста|аўтар|пише|пишува|пише:|автор статии"
              + "|szerző|autorius|autore teksta|autoare|autori|kirjutas|loe|mwandishi|na mwandishi wetu|may-akda)\\s*[:：]\\s*"
              + "|^(?:מאת|כתב|כתבה|מערכת)[: ]+"
              + "|^(?:بقلم|كتبت?|كتب/|إعداد|تحرير|تقرير|ترجمة|كاتب|المصدر|الكاتب|نوشته|نویسنده|به قلم|گزارش|خبرنگار|تحریر|مصنف|رپورٹ|از قلم)\\s*[:：/\\-]?\\s+"
              + "|^(?:كتب|كتبت|إعداد|تحرير|نویسنده|تحریر|مصنف|الكاتب)\\s*[:：]\\s*"
              + "|^(?:लेखक|लेखिका|रिपोर्ट|द्वारा|लिखित|संपादक|प्रस्तुति|written by|edited by|লেখক|প্রতিবেদক|লিখেছেন|রিপোর্ট|எழுதியவர்"
              + "|రచయిత|ലേഖകൻ|ಲೇಖಕ|લેખક|ਲੇਖਕ|ผู้เขียน|โดย|เรื่อง|เขียนโดย)\\s*[:：]?\\s*"
              + "|^(?:文字|撰文|撰稿|作者|采写|採訪|记者|記者|本报记者|本報記者|特约记者|文|執筆|著者|筆者|取材|글)\\s*[:：/]\\s*"
              + "|^글 +");

  /** What a person is, or what is no person: the words of roles, desks and agencies. */
  private static final Set<String> ROLES =
      words(
          """
          writer writers editor editors editor-at-large editor-in-chief correspondent correspondents
          reporter reporters columnist contributor contributors journalist producer staff newsroom
          desk bureau team editorial news service agency agencies wire chief analyst commentator
          intern fellow photographer videographer blogger author freelance freelancer anchor
          presenter host professor lecturer director president ceo founder co-founder
          redaktion redakteur redakteurin korrespondent korrespondentin reporterin autorin onlineredaktion
          nachrichtenagentur agentur agence rédaction journaliste correspondant correspondante
          rédacteur rédactrice envoyé envoyée spécial redacción redactor redactora periodista
          corresponsal reportero reportera agencias agencia enviado enviada especial redazione giornalista
          inviato inviata corrispondente agenzia redação redacao repórter jornalista correspondente
          colunista redactie redacteur verslaggever correspondente-chefe redaktionen redaksjonen
          redaksjon journalister reportrar korrespondentti toimitus toimittaja toimittajat redakcja
          redakce redakcia redaktor redaktorka dziennikarz dziennikarka novinář novinářka szerkesztőség
          újságíró redacția redactia uredništvo redakcija novinar novinarka muhabir muhabiri editör
          ajansı merkezi servisi συντακτική ομάδα редакция корреспондент журналист
          обозреватель спецкор специальный собкор редактор корреспондентка журналистка редакція
          кореспондент журналістка журналіст редактора репортер репортерка wartawan jurnalis penulis kontributor
          redaksi phóng viên biên tập ผู้สื่อข่าว กองบรรณาธิการ 記者 记者 編輯 编辑 撰文 實習記者
          特派員 特派员 本報記者 本报记者 編集部 編集委員 論説委員 通信員 支局 支局長 編集者 ライター
          기자 특파원 논설위원 칼럼니스트 인턴기자 선임기자 전문기자 편집부 에디터 객원기자
          संवाददाता ब्यूरो डेस्क टीम पत्रकार संपादक एजेंसी न्यूज প্রতিবেদক প্রতিনিধি সংবাদদাতা ডেস্ক
          مراسل مراسلة مراسلنا محرر محررة صحفي صحفية صحافي صحافية وكالة وكالات خبرنگار گروه تحریریه نامہ نگار ڈیسک
          כתב כתבת כתבנו מערכת סוכנויות द्वारा tarafından
          redaktør redaktörin redaktör chefredakteur chefredakteurin ressortleiter ressortleiterin
          volontär volontärin kommentator kolumnist kolumnistin auslandskorrespondent
          chroniqueur chroniqueuse éditorialiste pigiste stagiaire
          columnista editorialista cronista fotoperiodista editora editor-jefe
          caporedattore vicedirettore opinionista collaboratore collaboratrice
          editor-chefe articulista estagiário estagiária enviado-especial redator redatora
          correspondent-europa columniste redactrice eindredacteur hoofdredacteur buitenlandcorrespondent
          krönikör praktikant utrikeskorrespondent sportjournalist
          kulturredaktør nyhedsredaktør udlandskorrespondent toimituspäällikkö päätoimittaja
          publicysta publicystka komentator korespondent korespondentka komentátor komentátorka
          dopisovatel reportér reportérka redaktorica urednik urednica dopisnik dopisnica
          tudósító főszerkesztő szerkesztő munkatárs jurnalist jurnalistă corespondent corespondentă
          editorialist colaborator новинар новинарка дописник уредник кореспондентка
          репортёр репортёрша колумнист колумнистка обозревательница оглядач оглядачка
          δημοσιογράφος συντάκτης συντάκτρια ανταποκριτής ανταποκρίτρια αρθρογράφος
          gazeteci yazarı temsilcisi toimetaja ajakirjanik žurnalists žurnāliste korespondents
          redaktors korespondentas korespondentė žurnalistas žurnalistė redaktorius
          koresponden redaktur wartawati pewarta نویسنده سردبیر گزارشگر
          كاتب كاتبة مراسلون صحفيان نمائندہ رپورٹر صحافی संपादिका रिपोर्टर সাংবাদিক রিপোর্টার
          செய்தியாளர் நிருபர் విలేకరి ലേഖകൻ ವರದಿಗಾರ นักข่าว บรรณาธิการ mwandishi mhariri mamamahayag
          特约记者 通讯员 見習記者 实习生 評論員 评论员 主笔 主筆 解説委員 論説委員長 社会部 政治部 경제부 사회부 정치부
          """);

  /** News agencies; those of few letters are words or names where they are not in capitals. */
  private static final Set<String> AGENCIES =
      words(
          """
          reuters bloomberg xinhua ansa tass yonhap kyodo jiji anadolu bernama antara ukrinform
          agerpres tanjug afp ap dpa efe upi pti ani ians uni lusa apa sda ats belga anp ritzau tt ntb
          stt pap mti ctk čtk unian hina aa aap wam spa kuna mena irna isna cna cp pa
          新华社 新華社 中新社 中央社 共同通信 時事通信 연합뉴스 뉴시스 뉴스1 رويترز رویترز
          """);

  private static final int SHORT_AGENCY = 5;

  /** What narrows a role down, where it stands right before one. */
  private static final Set<String> MODIFIERS =
      words(
          """
          senior junior deputy assistant associate managing executive chief special staff political
          business economics financial technology science health sports sport world national local
          investigative foreign diplomatic security entertainment culture arts features crime legal
          environment education general assignment multimedia video audience religion contributing
          leitender stellvertretender freier freie politischer chef старший главный специальный
          """);

  static final Set<String> PARTICLES =
      words(
          """
          de la le les del della delle dei di da das do dos du des d' e y van von der den ter ten te vom
          zu zur zum bin bint ibn ben al el ul ur-rehman af av und 't in't op la las los san santa mac mc
          ap o' abu umm dela delos ze bar bat il lo degli dal dalla af auf an
          """);

  /** Names of nobody: accounts, and words of buttons that stand by a byline. */
  static final Set<String> NOBODY =
      words(
          """
          print share email e-mail updated published follow admin administrator by and und et y user
          webmaster root guest anonymous unknown subscribe comments comment save copy listen bookmark
          facebook twitter whatsapp telegram linkedin pinterest instagram x youtube rss null none undefined n/a
          default editor1 wordpress posted author authors byline autor redaktor info contact newsletter
          """);

  /** What joins two names; one letter joins only what are names of two words. */
  static final Pattern AND =
      Pattern.compile(
          "(?iu) (?:and|und|et|en|och|og|ja|ve|və|dan|và|și|şi|és|és|και|dhe|ir|un|ed|with|mit|avec|con|şi|та|і|и|й"
              + "|और|اور|এবং|ও|و|และ) | & | \\+ | ?、 ?| ?； ?| ?； ?");

  static final Pattern AND_OF_ONE_LETTER = Pattern.compile(" [yeiaů] ");

  private BylineWords() {}

  private static Set<String> words(String text) {
    return Set.copyOf(new HashSet<>(List.of(text.strip().split("\\s+", -1))));
  }

  static boolean isRole(String word) {
    String bare = bare(word);
    boolean agency =
        AGENCIES.contains(bare)
            && (bare.length() > SHORT_AGENCY || word.equals(word.toUpperCase(Locale.ROOT)));
    return agency || ROLES.contains(bare);
  }

  static boolean isModifier(String word) {
    return MODIFIERS.contains(bare(word));
  }

  private static String bare(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int end = lower.length();
    while (end > 0 && ".,:;'\u2019".indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    return lower.substring(0, end);
  }

  /** The cities that name a time zone, and the countries. */
  private static final class Places {
    private static final Set<String> ALL = new HashSet<>();

    static {
      for (String zone : TimeZone.getAvailableIDs()) {
        if (zone.indexOf('/') > 0) {
          ALL.add(
              zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ').toLowerCase(Locale.ROOT));
        }
      }
      for (String country : Locale.getISOCountries()) {
        String name = Locale.forLanguageTag("und-" + country).getDisplayCountry(Locale.ENGLISH);
        ALL.add(name.toLowerCase(Locale.ROOT));
      }
      ALL.addAll(List.of("new delhi", "washington dc", "abu dhabi", "tel aviv", "cape town"));
    }
  }

  static boolean isPlace(String text) {
    return Places.ALL.contains(text.toLowerCase(Locale.ROOT));
  }
}
