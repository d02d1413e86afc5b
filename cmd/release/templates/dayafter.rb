# Homebrew formula. Set the URLs' host to where the archives are published.
class Dayafter < Formula
  desc "What do you do the day after a long run, and is it truly easy?"
  homepage "https://example.invalid/dayafter"
  version "{{.Version}}"
  license "MIT"

  on_macos do
    on_arm do
      url "https://example.invalid/dayafter_{{.Version}}_darwin_arm64.tar.gz"
      sha256 "{{.Sums.darwin_arm64}}"
    end
    on_intel do
      url "https://example.invalid/dayafter_{{.Version}}_darwin_amd64.tar.gz"
      sha256 "{{.Sums.darwin_amd64}}"
    end
  end

  on_linux do
    on_arm do
      url "https://example.invalid/dayafter_{{.Version}}_linux_arm64.tar.gz"
      sha256 "{{.Sums.linux_arm64}}"
    end
    on_intel do
      url "https://example.invalid/dayafter_{{.Version}}_linux_amd64.tar.gz"
      sha256 "{{.Sums.linux_amd64}}"
    end
  end

  def install
    bin.install "dayafter"
    man1.install "man/dayafter.1"
    bash_completion.install "completions/dayafter.bash" => "dayafter"
    zsh_completion.install "completions/_dayafter"
    fish_completion.install "completions/dayafter.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/dayafter --version")
  end
end
