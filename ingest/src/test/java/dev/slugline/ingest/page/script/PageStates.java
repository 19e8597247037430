package dev.slugline.ingest.page.script;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One article as the scripts of pages carry it, in each of the ways in which that is written. */
final class PageStates {
  static final String TITLE = "Harbour of Skerrow closes its last herring market";
  static final String ONE =
      "The last herring market in the harbour of Skerrow closes on Friday, after a hundred and"
          + " twelve years in which it never missed a morning.";
  static final String TWO =
      "Its owners blame the price of diesel, which has doubled, and the buyers, who have learnt to"
          + " order from their kitchens.";
  static final String THREE =
      "The town wants to make a museum of the hall; the fishermen would rather have an ice house.";
  static final String WHOLE = ONE + "\n\n" + TWO + "\n\n" + THREE;
  static final String HTML = "<p>" + ONE + "</p><p>" + TWO + "</p><p>" + THREE + "</p>";

  private PageStates() {}

  static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("</", "<\\/")
        + '"';
  }

  /** Each is the state of a page in one more of the ways in which it is written. */
  static List<String> all() {
    String record = "\"title\":" + quoted(TITLE) + ",\"url\":\"/news/herring-market-48213\",";
    String html = quoted(HTML);
    String spans =
        "[{\"text\":\"The last herring market in \"},{\"text\":\"the harbour\",\"bold\":true},"
            + "{\"text\":"
            + quoted(ONE.substring(38))
            + "}]";
    return List.of(
        // one long string of HTML
        "window.__STATE__={\"page\":{\"article\":{" + record + "\"body\":" + html + "}}};",
        "var s = {article:{" + record + "'bodyHtml':" + html + ",},x:undefined};",
        "hydrate({post:{"
            + record
            + "content:{rendered:"
            + html
            + ",protected:!1},"
            + "excerpt:{rendered:"
            + quoted("<p>" + ONE + "</p>")
            + "}}})",
        "var a={onLoad:function(e){return e.x?{y:1}:[]},article:{" + record + "text:" + html + "}}",
        // plain text in one string, paragraphs apart by lines
        "window.a={\"story\":{" + record + "\"text\":" + quoted(WHOLE) + "}}",
        "window.a={\"story\":{" + record + "\"text\":" + quoted(WHOLE.replace("\n\n", "\n")) + "}}",
        "window.a={\"story\":{" + record + "\"cuerpo\":" + quoted(WHOLE) + "}}",
        // HTML and plain text of one body
        "window.a={\"story\":{"
            + record
            + "\"text\":"
            + quoted(ONE + " " + TWO)
            + ",\"html\":"
            + html
            + "}}",
        // escaped once more
        "window.a={\"story\":{"
            + record
            + "\"body\":"
            + quoted(HTML.replace("<", "&lt;").replace(">", "&gt;"))
            + "}}",
        // a string of JSON, an address's encoding, both
        "window.a=JSON.parse(" + quoted("{\"story\":{" + record + "\"body\":" + html + "}}") + ");",
        "window.a=JSON.parse('"
            + ("{\"story\":{" + record + "\"body\":" + html + "}}")
                .replace("\\", "\\\\")
                .replace("'", "\\'")
            + "');",
        "window.a=\""
            + URLEncoder.encode(
                    "{\"story\":{" + record + "\"body\":" + html + "}}", StandardCharsets.UTF_8)
                .replace("+", "%20")
            + "\"",
        "window.a={\"cached\":{\"body\":"
            + quoted("{\"story\":{" + record + "\"body\":" + html + "}}")
            + "}}",
        // blocks of many kinds
        "Any.global={"
            + record
            + "\"content_elements\":[{\"_id\":\"A\",\"type\":\"text\",\"content\":"
            + quoted(ONE)
            + "},{\"type\":\"image\",\"caption\":\"A hall. It is empty, and long.\","
            + "\"text\":\"Photo of the hall\"},{\"type\":\"text\",\"content\":"
            + quoted(TWO)
            + "},{\"type\":\"interstitial_link\",\"content\":\"Read more of it\",\"url\":\"/x\","
            + "\"title\":\"Read this next\"},{\"type\":\"text\",\"content\":"
            + quoted(THREE)
            + "}]};",
        "x={doc:{"
            + record
            + "content:{type:'doc',content:[{type:'paragraph',content:[{type:'text',"
            + "text:'The last herring market in '},{type:'text',marks:[{type:'bold'}],text:'the"
            + " harbour'},{type:'text',text:"
            + quoted(ONE.substring(38))
            + "}]},{type:'paragraph',"
            + "content:[{type:'text',text:"
            + quoted(TWO)
            + "}]},{type:'paragraph',content:["
            + "{type:'text',text:"
            + quoted(THREE)
            + "}]}]}}}",
        "x={"
            + record
            + "body:[{_type:'block',style:'normal',children:"
            + spans
            + "},{_type:'image',"
            + "alt:'none'},{_type:'block',children:[{_type:'span',text:"
            + quoted(TWO)
            + "}]},"
            + "{_type:'block',children:[{_type:'span',text:"
            + quoted(THREE)
            + "}]}]}",
        "x={"
            + record
            + "draft:{content:{blocks:[{key:'a',type:'unstyled',text:"
            + quoted(ONE)
            + ",inlineStyleRanges:[]},{key:'b',type:'unstyled',text:"
            + quoted(TWO)
            + "},{key:'c',type:'unstyled',text:"
            + quoted(THREE)
            + "}],entityMap:{}}}}",
        "x={"
            + record
            + "body:{blocks:[{type:'paragraph',data:{text:"
            + quoted(ONE)
            + "}},{type:'embed',data:{caption:'x',html:'<b>y</b>'}},{type:'paragraph',data:{text:"
            + quoted(TWO)
            + "}},{type:'paragraph',data:{text:"
            + quoted(THREE)
            + "}}]}}",
        "x={"
            + record
            + "fields:{richText:{nodeType:'document',data:{},content:[{nodeType:"
            + "'paragraph',data:{},content:[{nodeType:'text',value:"
            + quoted(ONE)
            + ",marks:[]}]},"
            + "{nodeType:'paragraph',content:[{nodeType:'text',value:"
            + quoted(TWO)
            + "}]},"
            + "{nodeType:'paragraph',content:[{nodeType:'text',value:"
            + quoted(THREE)
            + "}]}]}}}",
        "x={"
            + record
            + "body:{content:[{tagName:'div',children:[{tagName:'p',children:['The last"
            + " herring market in ',{tagName:'a',attributes:{href:'/x'},children:['the harbour']},"
            + quoted(ONE.substring(38))
            + "]},{tagName:'p',children:["
            + quoted(TWO)
            + "]},"
            + "{tagName:'p',children:["
            + quoted(THREE)
            + "]}]}]}}",
        "x={"
            + record
            + "blocks:[{type:'text',model:{blocks:[{type:'paragraph',model:{text:"
            + quoted(ONE)
            + ",blocks:[{type:'fragment',model:{text:"
            + quoted(ONE)
            + "}}]}},{type:'paragraph',model:{text:"
            + quoted(TWO)
            + ",blocks:[{type:'fragment',"
            + "model:{text:"
            + quoted(TWO)
            + "}}]}}]}},{type:'text',model:{blocks:[{type:"
            + "'paragraph',model:{text:"
            + quoted(THREE)
            + "}}]}}]}",
        "x={"
            + record
            + "blocks:[{name:'core/paragraph',attributes:{content:"
            + quoted(ONE)
            + "},innerBlocks:[]},{name:'core/image',attributes:{caption:'x'}},{name:"
            + "'core/paragraph',attributes:{content:"
            + quoted(TWO)
            + "}},{name:'core/paragraph',"
            + "attributes:{content:"
            + quoted(THREE)
            + "}}]}",
        "x={"
            + record
            + "paragraphs:["
            + quoted(ONE)
            + ","
            + quoted(TWO)
            + ","
            + quoted(THREE)
            + "]}",
        "x={"
            + record
            + "articleParts:[{html:"
            + quoted("<p>" + ONE + "</p>")
            + "},{html:"
            + quoted("<p>" + TWO + "</p><p>" + THREE + "</p>")
            + "}]}",
        // a cache in which values name each other
        "x={\"Story:1\":{\"__typename\":\"Story\","
            + record
            + "\"body\":[{\"__ref\":\"Block:2\"},{\"__ref\":\"Block:3\"},{\"__ref\":\"Block:4\"}]},"
            + "\"Block:2\":{\"__typename\":\"ParagraphBlock\",\"text\":"
            + quoted(ONE)
            + "},\"Block:3\":{\"__typename\":\"ParagraphBlock\",\"text\":"
            + quoted(TWO)
            + "},\"Block:4\":{\"__typename\":\"ParagraphBlock\",\"text\":"
            + quoted(THREE)
            + "}}",
        // a function that is called with what stands in several places
        "window.__N__=(function(a,b,c){c.x=1;return {data:[{article:{title:a,url:b,body:"
            + html
            + "}}],state:{last:a}}}("
            + quoted(TITLE)
            + ",\"/news/herring-market-48213\",{}));",
        // a flat list of which each part names others by their places
        "[{\"data\":1,\"state\":9},{\"story\":2},{\"title\":3,\"path\":4,\"body\":5},"
            + quoted(TITLE)
            + ",\"/news/herring-market-48213\",[6,7,8],"
            + quoted(ONE)
            + ","
            + quoted(TWO)
            + ","
            + quoted(THREE)
            + ",{}]",
        // the chunks of a stream
        "(self.f=self.f||[]).push([0]);self.f.push([1,"
            + quoted(
                "2:[\"$\",\"$L5\",null,{\"article\":{"
                    + record
                    + "\"body\":\"$4\"}}]\n4:T"
                    + Integer.toHexString(HTML.getBytes(StandardCharsets.UTF_8).length)
                    + ","
                    + HTML.substring(0, 60))
            + "]);self.f.push([1,"
            + quoted(HTML.substring(60) + "6:null\n")
            + "])",
        "self.f.push([1,"
            + quoted(
                "0:[\"$\",\"div\",null,{\"children\":[[\"$\",\"nav\",null,{\"children\":\"Home\"}],"
                    + "[\"$\",\"p\",null,{\"children\":[\"The last herring market in \",[\"$\",\"a\",null,"
                    + "{\"href\":\"/h\",\"children\":\"the harbour\"}],"
                    + quoted(ONE.substring(38))
                    + "]}],[\"$\",\"p\",null,{\"children\":"
                    + quoted(TWO)
                    + "}],[\"$\",\"p\",null,"
                    + "{\"children\":"
                    + quoted(THREE)
                    + "}]]}]\n")
            + "])");
  }
}
