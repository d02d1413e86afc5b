package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	render "dayafter/internal/render/json"
	"dayafter/internal/testing/golden"
)

// schemas are the kinds of JSON output, with the commands whose output they describe.
var schemas = map[string]struct {
	form     reflect.Type
	version  string
	commands [][]string
}{
	"season": {reflect.TypeFor[render.Season](), render.SeasonSchema, [][]string{
		{"season", "--json"},
		{"season", "--json=answer"},
		{"season", "--json", "--units", "imperial", "--race", "2025-10-26=Marathon"},
		{"season", "--json=answer", "--from", "2025-09-08", "--to", "2025-09-09"},
	}},
	"today": {reflect.TypeFor[render.Today](), render.TodaySchema, [][]string{
		{"today", "--json", "--on", "2025-10-06", "--race", "2025-10-26=Marathon"}, {"today", "--json", "--on", "2025-07-09"},
	}},
	"record": {reflect.TypeFor[render.Record](), "", [][]string{{"scan", "--json"}}},
}

func schemaPath(name string) string {
	return filepath.Join("testdata", "schema", name+".schema.json")
}

// TestSchemaFiles checks that the schema files describe the JSON types. -update rewrites the
// files.
func TestSchemaFiles(t *testing.T) {
	for name, s := range schemas {
		schema := schemaOf(s.form)
		schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		schema["title"] = "dayafter " + name
		if s.version != "" {
			schema["properties"].(map[string]any)["schema"] = map[string]any{"const": s.version}
		}
		want, err := json.MarshalIndent(schema, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, '\n')
		if golden.Updating() {
			if err := os.WriteFile(schemaPath(name), want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := os.ReadFile(schemaPath(name)); !bytes.Equal(got, want) {
			t.Errorf("%s is not the schema of the output: run the test with -update, and raise the schema's number if a reader would stumble", schemaPath(name))
		}
	}
}

// schemaOf derives a JSON Schema from a type. Every field is required unless it
// is marked omitempty, and no other is allowed.
func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{schemaOf(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice, reflect.Array:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Interface:
		return map[string]any{"type": []any{"string", "number", "boolean", "null"}}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Struct:
		return objectSchema(t)
	}
	panic("no schema for " + t.String())
}

func objectSchema(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []any{}
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		properties[name] = schemaOf(f.Type)
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// The program's output matches the schema files.
func TestOutputIsValid(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a season several times")
	}
	for name, s := range schemas {
		schema, err := jsonschema.NewCompiler().Compile(schemaPath(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range s.commands {
			args := append([]string{"dayafter", words[0], fixture(t, "season"), "--no-cache", "--quiet"}, words[1:]...)
			if words[0] == "season" {
				args = append(args, "-o", filepath.Join(t.TempDir(), "season.xlsx"))
			}
			var out, errs bytes.Buffer
			if code := run(t.Context(), args, &out, &errs); code != exitOK {
				t.Fatalf("%q: exit code %d: %s", args, code, errs.String())
			}
			for text := range bytes.Lines(wholeTexts(out.Bytes())) {
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
				if err == nil {
					err = schema.Validate(value)
				}
				if err != nil {
					t.Errorf("%q: %v", words, err)
					break
				}
			}
		}
	}
}

// wholeTexts puts each JSON text on a line of its own.
func wholeTexts(out []byte) []byte {
	var lines bytes.Buffer
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var text json.RawMessage
		if dec.Decode(&text) != nil {
			break
		}
		json.Compact(&lines, text)
		lines.WriteByte('\n')
	}
	return lines.Bytes()
}

// A value of another type, a missing field and an unknown field are invalid.
func TestSchemaSeesFaults(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(schemaPath("today"))
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	run(t.Context(), []string{"dayafter", "today", fixture(t, "season"), "--no-cache", "--json", "--on", "2025-10-06"}, &out, &errs)
	for fault, change := range map[string]func(map[string]any){
		"kind":    func(m map[string]any) { m["whole_weeks"] = "eight" },
		"missing": func(m map[string]any) { delete(m, "fits") },
		"extra":   func(m map[string]any) { m["mood"] = 1.0 },
		"version": func(m map[string]any) { m["schema"] = "dayafter.today/0" },
	} {
		var value map[string]any
		if err := json.Unmarshal(out.Bytes(), &value); err != nil {
			t.Fatal(err)
		}
		change(value)
		if schema.Validate(value) == nil {
			t.Errorf("%s: the fault is not seen", fault)
		}
	}
}
