/// One statement of a pipeline, with its parameters.
package struct PipelineCall: Sendable {
    package let statement: Statement
    package let parameters: [(any PostgreSQLEncodable)?]

    package init(_ statement: Statement, _ parameters: [(any PostgreSQLEncodable)?] = []) {
        self.statement = statement
        self.parameters = parameters
    }
}
