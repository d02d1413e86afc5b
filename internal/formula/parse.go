package formula

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads a formula without its leading "=". References to its own row belong to the
// table named home.
func Parse(source, home string) (*Formula, error) {
	p := &parser{src: source, home: home}
	root := p.comparison()
	if p.space(); p.err == nil && p.at < len(p.src) {
		p.fail("unexpected %q", p.src[p.at:])
	}
	if p.err != nil {
		return nil, fmt.Errorf("formula %s: %w", source, p.err)
	}
	return &Formula{source: source, root: root, refs: p.refs}, nil
}

// MustParse parses a formula that is part of the program, and panics if it is wrong.
func MustParse(source, home string) *Formula {
	f, err := Parse(source, home)
	if err != nil {
		panic(err)
	}
	return f
}

// parser parses the source by recursive descent. It keeps the first error.
type parser struct {
	src, home string
	at        int
	refs      []*ref
	err       error
}

func (p *parser) fail(format string, args ...any) node {
	if p.err == nil {
		p.err = fmt.Errorf("at %d: %s", p.at, fmt.Sprintf(format, args...))
	}
	p.at = len(p.src)
	return constant{errValue}
}

func (p *parser) space() {
	for p.at < len(p.src) && p.src[p.at] == ' ' {
		p.at++
	}
}

// operator consumes one of the operators if it comes next, and returns it; otherwise it
// returns "". It tries the operators in order.
func (p *parser) operator(ops ...string) string {
	p.space()
	for _, op := range ops {
		if strings.HasPrefix(p.src[p.at:], op) {
			p.at += len(op)
			return op
		}
	}
	return ""
}

// comparisons lists the operators of comparison. A longer operator precedes its own prefix.
var comparisons = []string{"<>", "<=", ">=", "=", "<", ">"}

// comparison parses the level with the loosest precedence. The methods below it parse the
// other levels.
func (p *parser) comparison() node {
	return p.level(p.join, comparisons...)
}
func (p *parser) join() node    { return p.level(p.sum, "&") }
func (p *parser) sum() node     { return p.level(p.product, "+", "-") }
func (p *parser) product() node { return p.level(p.power, "*", "/") }
func (p *parser) power() node   { return p.level(p.unary, "^") }

func (p *parser) level(next func() node, ops ...string) node {
	left := next()
	for {
		op := p.operator(ops...)
		if op == "" {
			return left
		}
		left = binary{op, left, next()}
	}
}

func (p *parser) unary() node {
	if p.operator("-") != "" {
		return binary{"-", constant{Value{Kind: Number}}, p.unary()}
	}
	return p.primary()
}

func (p *parser) primary() node {
	p.space()
	if p.at >= len(p.src) {
		return p.fail("ends too soon")
	}
	switch c := p.src[p.at]; {
	case c == '(':
		p.at++
		inner := p.comparison()
		p.close()
		return inner
	case c == '"':
		return p.text()
	case c == '[':
		return p.reference("", p.at)
	case c >= '0' && c <= '9' || c == '.':
		return p.number()
	}
	return p.name()
}

func (p *parser) close() {
	if p.operator(")") == "" {
		p.fail("want )")
	}
}

func (p *parser) text() node {
	var b strings.Builder
	for p.at++; p.at < len(p.src); p.at++ {
		if p.src[p.at] != '"' {
			b.WriteByte(p.src[p.at])
			continue
		}
		if p.at++; p.at >= len(p.src) || p.src[p.at] != '"' {
			return constant{Str(b.String())}
		}
		b.WriteByte('"')
	}
	return p.fail("text without its closing quote")
}

func (p *parser) number() node {
	from := p.at
	for p.at < len(p.src) && strings.IndexByte("0123456789.", p.src[p.at]) >= 0 {
		p.at++
	}
	x, err := strconv.ParseFloat(p.src[from:p.at], 64)
	if err != nil {
		return p.fail("number %q", p.src[from:p.at])
	}
	return constant{Num(x)}
}

// name parses a node that begins with a letter: a function call, TRUE, FALSE or
// Table[Column].
func (p *parser) name() node {
	from := p.at
	for p.at < len(p.src) && isNameByte(p.src[p.at]) {
		p.at++
	}
	word := p.src[from:p.at]
	switch {
	case word == "":
		return p.fail("unexpected %q", p.src[p.at:])
	case word == "TRUE" || word == "FALSE":
		return constant{Truth(word == "TRUE")}
	case strings.HasPrefix(p.src[p.at:], "["):
		return p.reference(word, from)
	}
	return p.call(word)
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// reference parses [Column]. from is the offset at which the reference, with its table's
// name, began.
func (p *parser) reference(table string, from int) node {
	end := strings.IndexByte(p.src[p.at:], ']')
	if end < 0 {
		return p.fail("reference without ]")
	}
	r := &ref{p.resolve(table, p.src[p.at+1:p.at+end]), from, p.at + end + 1}
	p.at = r.to
	p.refs = append(p.refs, r)
	return reference{r.Ref}
}

// resolve returns the Ref of a reference. Without a table, the reference is to a cell in
// its own row.
func (p *parser) resolve(table, column string) Ref {
	switch table {
	case "":
		return Ref{Table: p.home, Column: column, Own: true}
	case "above":
		return Ref{Table: p.home, Column: column, Own: true, Offset: -1}
	case "below":
		return Ref{Table: p.home, Column: column, Own: true, Offset: 1}
	}
	return Ref{Table: table, Column: column}
}

func (p *parser) call(name string) node {
	fn, ok := functions[name]
	if !ok {
		return p.fail("no function %q", name)
	}
	if p.operator("(") == "" {
		return p.fail("want ( after %s", name)
	}
	var args []node
	for p.operator(")") == "" {
		if len(args) > 0 && p.operator(",") == "" {
			return p.fail("want , or ) in %s", name)
		}
		args = append(args, p.comparison())
		if p.err != nil {
			return constant{errValue}
		}
	}
	if len(args) < fn.least || fn.most > 0 && len(args) > fn.most {
		return p.fail("%s with %d arguments", name, len(args))
	}
	return call{name, fn, args}
}
