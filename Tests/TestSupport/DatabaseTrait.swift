package import Testing

/// Gives each test a database of its own, dropped after it: ``TestDatabase/current``.
///
/// On a suite it holds for every test within. Each case of a parameterised test has its own database, too.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    private let template: TemplatePreparation?

    package init(template: TemplatePreparation? = nil) {
        self.template = template
    }

    package var isRecursive: Bool { true }

    @concurrent
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await TestDatabase.provide(from: template, function)
    }
}

extension Trait where Self == DatabaseTrait {
    /// An empty database for each test.
    package static var database: Self { DatabaseTrait() }
}
