package xlsx

import (
	"encoding/xml"
	"strings"
	"text/template"

	"dayafter/internal/formula"
)

// chartPart writes the chart part by ECMA-376 part 1, §21.2, with elements in the order
// of the schema.
var chartPart = template.Must(template.New("chart").Funcs(template.FuncMap{
	"esc":    escape,
	"number": func(v formula.Value) bool { return v.Kind == formula.Number },
	"text":   func(v formula.Value) bool { return v.String() != "" },
}).Parse(strings.ReplaceAll(chartText, "\n", "")))

// escape returns s as XML text.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}

const chartText = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<c:date1904 val="0"/><c:roundedCorners val="0"/>
<c:chart>
<c:title><c:tx>{{template "strings" .Title}}</c:tx><c:overlay val="0"/>{{template "font" "1000\" b=\"1"}}</c:title>
<c:autoTitleDeleted val="0"/>
<c:plotArea><c:layout/>
{{if .Columns}}
<c:barChart><c:barDir val="{{.Direction}}"/><c:grouping val="{{.Grouping}}"/><c:varyColors val="0"/>
{{range .Columns}}{{template "series" .}}<c:spPr>{{template "fill" .}}<a:ln w="6350">{{if $.Dense}}<a:noFill/>{{else}}<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{{end}}</a:ln></c:spPr>
<c:invertIfNegative val="0"/>
<c:cat>{{template "strings" .X}}</c:cat><c:val>{{template "numbers" .Values}}</c:val></c:ser>{{end}}
<c:gapWidth val="{{if .Dense}}0{{else}}35{{end}}"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>
{{end}}
{{if .Lines}}
<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>
{{range .Lines}}{{template "series" .}}<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{{.Colour}}"/></a:solidFill></a:ln></c:spPr>
<c:marker><c:symbol val="none"/></c:marker>
<c:cat>{{template "strings" .X}}</c:cat><c:val>{{template "numbers" .Values}}</c:val><c:smooth val="0"/></c:ser>{{end}}
<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>
{{end}}
{{if .Dots}}
<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>
{{range .Dots}}{{template "series" .}}{{if .Line}}<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{{.Colour}}"/></a:solidFill></a:ln></c:spPr>
<c:marker><c:symbol val="none"/></c:marker>{{else}}<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>
<c:marker><c:symbol val="{{.Symbol}}"/><c:size val="7"/><c:spPr><a:solidFill><a:srgbClr val="{{.Colour}}"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="{{.Colour}}"/></a:solidFill></a:ln></c:spPr></c:marker>{{end}}
<c:xVal>{{template "numbers" .X}}</c:xVal><c:yVal>{{template "numbers" .Values}}</c:yVal><c:smooth val="0"/></c:ser>{{end}}
<c:axId val="1"/><c:axId val="2"/></c:scatterChart>
{{end}}
{{if .Dots}}<c:valAx>{{else}}<c:catAx>{{end}}
<c:axId val="1"/>{{template "scaling" .X}}<c:delete val="0"/><c:axPos val="{{if eq .Direction "bar"}}l{{else}}b{{end}}"/>
{{template "axistitle" .X}}<c:numFmt formatCode="{{esc .X.Format}}" sourceLinked="0"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>
<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="9CA3AF"/></a:solidFill></a:ln></c:spPr>{{template "font" "900"}}
<c:crossAx val="2"/><c:crosses val="autoZero"/>
{{if .Dots}}<c:crossBetween val="midCat"/>{{with .X.Step}}<c:majorUnit val="{{.}}"/>{{end}}</c:valAx>{{else}}<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>{{end}}
<c:valAx><c:axId val="2"/>{{template "scaling" .Y}}<c:delete val="0"/><c:axPos val="{{if eq .Direction "bar"}}b{{else}}l{{end}}"/>
<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E5E7EB"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>
{{template "axistitle" .Y}}<c:numFmt formatCode="{{esc .Y.Format}}" sourceLinked="0"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{{if .X.Backwards}}high{{else}}low{{end}}"/>
<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{{template "font" "900"}}
<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="{{if .Dots}}midCat{{else}}between{{end}}"/>{{with .Y.Step}}<c:majorUnit val="{{.}}"/>{{end}}</c:valAx>
</c:plotArea>
{{if .Legend}}<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{{template "font" "900"}}</c:legend>{{end}}
<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/>
</c:chart>
<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="D1D5DB"/></a:solidFill></a:ln></c:spPr>
</c:chartSpace>

{{define "series"}}<c:ser><c:idx val="{{.Index}}"/><c:order val="{{.Index}}"/><c:tx><c:v>{{esc .Name}}</c:v></c:tx>{{end}}

{{define "fill"}}{{if .Pattern}}<a:pattFill prst="{{.Pattern}}"><a:fgClr><a:srgbClr val="FFFFFF"/></a:fgClr><a:bgClr><a:srgbClr val="{{.Colour}}"/></a:bgClr></a:pattFill>
{{else}}<a:solidFill><a:srgbClr val="{{.Colour}}"/></a:solidFill>{{end}}{{end}}

{{define "strings"}}<c:strRef><c:f>{{esc .Range}}</c:f><c:strCache><c:ptCount val="{{len .Values}}"/>
{{range $i, $v := .Values}}{{if text $v}}<c:pt idx="{{$i}}"><c:v>{{esc $v.String}}</c:v></c:pt>{{end}}{{end}}
</c:strCache></c:strRef>{{end}}

{{define "numbers"}}<c:numRef><c:f>{{esc .Range}}</c:f><c:numCache><c:formatCode>{{esc .Format}}</c:formatCode><c:ptCount val="{{len .Values}}"/>
{{range $i, $v := .Values}}{{if number $v}}<c:pt idx="{{$i}}"><c:v>{{$v.Num}}</c:v></c:pt>{{end}}{{end}}
</c:numCache></c:numRef>{{end}}

{{define "scaling"}}<c:scaling><c:orientation val="{{if .Backwards}}maxMin{{else}}minMax{{end}}"/>
{{with .Max}}<c:max val="{{.}}"/>{{end}}{{with .Min}}<c:min val="{{.}}"/>{{end}}</c:scaling>{{end}}

{{define "axistitle"}}{{with .Title}}<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="0"><a:solidFill><a:srgbClr val="` + faint + `"/></a:solidFill><a:latin typeface="` + fontName + `"/></a:defRPr></a:pPr>
<a:r><a:rPr lang="en-US" sz="900" b="0"><a:solidFill><a:srgbClr val="` + faint + `"/></a:solidFill><a:latin typeface="` + fontName + `"/></a:rPr><a:t>{{esc .}}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>{{end}}{{end}}

{{define "font"}}<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{{.}}"><a:solidFill><a:srgbClr val="` + ink + `"/></a:solidFill><a:latin typeface="` + fontName + `"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>{{end}}
`
