package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/experiment"
	"dayafter/internal/plans"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

func experimentCommand() *cli.Command {
	return &cli.Command{
		Name:      "experiment",
		Usage:     "let a coin decide the day after your long runs, and see what helps you",
		ArgsUsage: "plan PATH... | status PLAN PATH... | result PLAN PATH... | end PLAN",
		Description: "plan measures how much your weeks differ, prints what the experiment can find, and writes the PLAN.\n" +
			"status prints what to do next and what you did. result says which of the two went better.\n" +
			"end stops a plan. season --experiment PLAN shows all of it in the workbook and the page.",
		Flags: append(commonFlags(), append(seasonFlags(),
			&cli.StringFlag{Name: "arms", Value: "rest,recovery30", Usage: "plan: compare `A,B`: rest, recovery30, easy45, walk, ride or another word", Category: answerGroup},
			&cli.IntFlag{Name: "weeks", Value: 24, Usage: "plan: let the experiment last `N` weeks", Category: answerGroup},
			&cli.Uint64Flag{Name: "seed", Usage: "plan: toss the coin by the number `N`", DefaultText: "today's date", Category: answerGroup},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "experiment.toml", Usage: "plan: write the plan to `FILE`", Category: outputGroup})...),
		OnUsageError: command.OnUsageError,
		Action:       runExperiment,
	}
}

// runExperiment runs the action that the first word names.
func runExperiment(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	words := c.Args().Slice()
	switch {
	case len(words) > 1 && words[0] == "plan":
		return planExperiment(c, o, words[1:])
	case len(words) > 2 && (words[0] == "status" || words[0] == "result"):
		return followExperiment(c, o, words)
	case len(words) == 2 && words[0] == "end":
		return endExperiment(c, o, words[1])
	}
	return command.Usagef("experiment needs plan PATH..., status PLAN PATH..., result PLAN PATH... or end PLAN")
}

// today returns the local day on which the program started.
func (o options) today() unit.Day { return unit.DayOf(o.Now.In(o.Fallback)) }

// planExperiment draws a plan, prints it and writes its file.
func planExperiment(c *cli.Context, o options, paths []string) error {
	path := c.String("output")
	if err := plans.CheckFree(path); err != nil {
		return err
	}
	r, err := judge(c, o, app.Inputs{Paths: paths})
	if err != nil {
		return err
	}
	if err := r.Check(); err != nil {
		return err
	}
	s := r.Analyse()
	request := experiment.Request{
		Arms: strings.Split(c.String("arms"), ","), Weeks: c.Int("weeks"), Seed: c.Uint64("seed"),
		After: cmp.Or(o.Season.To, max(o.today(), s.LastKnown)), // --to plans as if on that day
	}
	if !c.IsSet("seed") {
		request.Seed = uint64(o.today())
	}
	for _, race := range o.Season.Races {
		request.Races = append(request.Races, race.Day)
	}
	p, err := experiment.New(request, s)
	if err != nil {
		return err
	}
	m, done := o.monitor(c.App.ErrWriter)
	err = plans.Write(path, p, o.Settings, m)
	done()
	if err != nil {
		return err
	}
	if o.json {
		return json.NewEncoder(c.App.Writer).Encode(p.File())
	}
	text.WritePlan(c.App.Writer, p)
	fmt.Fprintf(c.App.Writer, "wrote %s\n%s\n", path, r.History.Totals())
	return o.status(r)
}

// followExperiment prints the status or the result of a plan.
func followExperiment(c *cli.Context, o options, words []string) error {
	p, err := o.findPlan(c, words[1])
	if err != nil {
		return err
	}
	r, err := judge(c, o, app.Inputs{Paths: words[2:]})
	if err != nil {
		return err
	}
	if err := r.CheckAny(); err != nil {
		return err
	}
	e := &report.Experiment{Plan: p, Result: r.Follow(p)}
	switch w, page := c.App.Writer, pageOf(c.App.Writer); {
	case o.json:
		err = json.WriteExperiment(w, p, e.Result)
	case words[0] == "status":
		text.WriteStatus(w, page, e, cmp.Or(o.Season.To, o.today()))
	default:
		text.WriteResult(w, page, e)
	}
	if err != nil {
		return err
	}
	o.remark(c.App.ErrWriter, r.History.Totals().String())
	return o.status(r)
}

// endExperiment ends a plan.
func endExperiment(c *cli.Context, o options, path string) error {
	m, done := o.monitor(c.App.ErrWriter)
	line, err := plans.End(path, o.Settings, m)
	done()
	fmt.Fprint(c.App.Writer, line)
	return err
}

// findPlan reads the plan at path, or the stored copy if the file is missing or damaged;
// nil without a path.
func (o options) findPlan(c *cli.Context, path string) (*experiment.Plan, error) {
	m, done := o.monitor(c.App.ErrWriter)
	defer done()
	return plans.Given(path, o.Settings, m)
}
