package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestListIsCompleteAndStable(t *testing.T) {
	t.Chdir("../..")
	var one, two bytes.Buffer
	if err := run(&one, writeTable); err != nil {
		t.Fatal(err)
	}
	if err := run(&two, writeTable); err != nil || one.String() != two.String() {
		t.Error("another list at the second time:", err)
	}
	for _, want := range []string{"github.com/tormoder/fit", "github.com/xuri/excelize/v2", "modernc.org/sqlite"} {
		if !strings.Contains(one.String(), "| "+want+" |") {
			t.Errorf("%s is missing in\n%s", want, one.String())
		}
	}
}

func TestLicence(t *testing.T) {
	for text, want := range map[string]string{
		"MIT License\n\nPermission is hereby granted,\n free of charge, to any person": "MIT",
		"Redistribution and use in source and binary forms, with or without":           "BSD-2-Clause",
		"Redistribution and use in source and binary forms … Neither the name of":      "BSD-3-Clause",
		"                              Apache License\n     Version 2.0, January 2004": "Apache-2.0",
		"All rights reserved. You may not use this.":                                   "",
	} {
		if got := licence(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
