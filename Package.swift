// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

extension Target.Dependency {
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let deque = product(name: "DequeModule", package: "swift-collections")
    static let heap = product(name: "HeapModule", package: "swift-collections")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let logging = product(name: "Logging", package: "swift-log")
    static let metrics = product(name: "Metrics", package: "swift-metrics")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let systemPackage = product(name: "SystemPackage", package: "swift-system")
}

let package = Package(
    name: "Clapper",
    products: [
        .executable(name: "clapper", targets: ["ClapperCLI"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // PostgreSQL: the only modules that know libpq and the server's programs.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "PostgreSQL", dependencies: ["CLibPQ", .deque, .heap, .logging, .serviceLifecycle]),
        .target(name: "PostgreSQLCluster", dependencies: [.logging, .subprocess, .systemPackage]),

        // HeyGen: the v3 API and a stand-in for it.
        .target(
            name: "HeyGen",
            dependencies: [.asyncHTTPClient, .crypto, .httpTypes, .logging, .nioCore, .nioHTTP1, .nioPosix]),

        .target(
            name: "HeyGenSimulator",
            dependencies: [
                "HeyGen", .asyncHTTPClient, .crypto, .heap, .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1,
                .serviceLifecycle,
            ]),

        // The jobs.
        .target(
            name: "SQL",
            dependencies: ["PostgreSQL"],
            path: "sql",
            exclude: ["README.md"],
            resources: [.embedInCode("migrations"), .embedInCode("functions"), .embedInCode("queries")]),
        .target(
            name: "Jobs",
            dependencies: ["HeyGen", "PostgreSQL", "SQL", .crypto, .logging, .metrics, .serviceLifecycle]),

        // The loops that move jobs.
        .target(
            name: "Workers",
            dependencies: [
                "HeyGen", "Jobs", .asyncHTTPClient, .crypto, .logging, .metrics, .nioCore, .nioHTTP1, .nioPosix,
                .serviceLifecycle,
            ],
            path: "workers"),

        // The doors.
        .target(name: "Observability", dependencies: [.coreMetrics, .hummingbird, .logging]),
        .target(name: "Problems", dependencies: [.httpTypes, .hummingbird, .logging, .nioCore]),
        .target(
            name: "Endpoints", dependencies: ["HeyGen", "Jobs", .logging, .serviceLifecycle]),
        .target(
            name: "Intake",
            dependencies: [
                "Endpoints", "HeyGen", "Jobs", "PostgreSQL", "Problems", .httpTypes, .hummingbird, .logging, .metrics,
                .nioCore,
                .serviceLifecycle,
            ]),
        .target(
            name: "JobsAPI",
            dependencies: [
                "Endpoints", "HeyGen", "Jobs", "PostgreSQL", "Problems", .crypto, .httpTypes, .hummingbird, .logging,
                .metrics,
                .nioCore, .serviceLifecycle,
            ]),
        .target(
            name: "ClapperClient",
            dependencies: ["HeyGen", .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix]),

        // Configuration, and what a role is made of.
        .target(
            name: "Clapper",
            dependencies: [
                "Endpoints", "HeyGen", "Intake", "Jobs", "JobsAPI", "Observability", "PostgreSQL", "Problems",
                "Workers",
                .asyncHTTPClient, .configuration, .hummingbird, .hummingbirdCore, .logging, .metrics, .nioCore,
                .serviceLifecycle,
                .systemPackage, .unixSignals,
            ]),
        .target(
            name: "Examples", path: "examples", exclude: ["README.md"],
            resources: [.embedInCode("requests"), .embedInCode("kinds"), .embedInCode("preparations")]),

        // A whole Clapper in processes of its own, for `clapper demo` and `clapper up`.
        .target(
            name: "DemoStage",
            dependencies: [
                "ClapperClient", "Examples", "HeyGen", "HeyGenSimulator", "Jobs", "PostgreSQL", "PostgreSQLCluster",
                .asyncHTTPClient, .crypto, .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1, .serviceLifecycle,
                .subprocess, .systemPackage, .unixSignals,
            ]),

        // The executable.
        .executableTarget(
            name: "ClapperCLI",
            dependencies: [
                "Clapper", "ClapperClient", "DemoStage", "Examples", "HeyGen", "HeyGenSimulator", "Jobs",
                "Observability",
                "PostgreSQL", "PostgreSQLCluster", "Workers", .argumentParser, .coreMetrics, .crypto, .hummingbird,
                .httpTypes,
                .logging, .nioCore, .serviceLifecycle, .subprocess, .systemPackage, .unixSignals,
            ]),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["Jobs", "PostgreSQL", "PostgreSQLCluster", .logging],
            path: "Tests/TestSupport"),
        .testTarget(
            name: "PostgreSQLTests",
            dependencies: [
                "PostgreSQL", "PostgreSQLCluster", "TestSupport", .logging, .serviceLifecycle,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ]),
        .testTarget(
            name: "PostgreSQLClusterTests", dependencies: ["PostgreSQL", "PostgreSQLCluster", "TestSupport", .logging]),
        .testTarget(
            name: "HeyGenTests",
            dependencies: [
                "DemoStage", "HeyGen", "HeyGenSimulator", .asyncHTTPClient, .httpTypes, .logging, .nioCore, .nioHTTP1,
                .nioPosix, .serviceLifecycle,
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "HeyGenSimulatorTests",
            dependencies: [
                "HeyGen", "HeyGenSimulator", .asyncHTTPClient, .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1,
                .serviceLifecycle,
            ]),
        .testTarget(
            name: "ObservabilityTests",
            dependencies: [
                "Observability", .hummingbird, .logging, .metrics,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(
            name: "JobsTests",
            dependencies: ["HeyGen", "Jobs", "PostgreSQL", "SQL", "TestSupport", .crypto, .logging, .serviceLifecycle]),
        .testTarget(
            name: "WorkersTests",
            dependencies: [
                "HeyGen", "HeyGenSimulator", "Jobs", "PostgreSQL", "TestSupport", "Workers", .asyncHTTPClient, .crypto,
                .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1, .serviceLifecycle,
            ]),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "Endpoints", "HeyGen", "Intake", "Jobs", "PostgreSQL", "Problems", "TestSupport", .httpTypes,
                .hummingbird,
                .logging, .nioCore, .serviceLifecycle,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(
            name: "JobsAPITests",
            dependencies: [
                "Endpoints", "HeyGen", "HeyGenSimulator", "Jobs", "JobsAPI", "PostgreSQL", "Problems", "TestSupport",
                .asyncHTTPClient,
                .httpTypes, .hummingbird, .logging, .nioCore, .serviceLifecycle,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(
            name: "ClapperClientTests",
            dependencies: [
                "ClapperCLI", "ClapperClient", "DemoStage", "Examples", "HeyGen", "HeyGenSimulator", .asyncHTTPClient,
                .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1, .nioPosix, .serviceLifecycle, .subprocess,
                .systemPackage,
            ]),
        .testTarget(
            name: "ContractTests",
            dependencies: [
                "Endpoints", "Examples", "HeyGen", "HeyGenSimulator", "Intake", "Jobs", "PostgreSQL", "Problems",
                "TestSupport", .asyncHTTPClient, .httpTypes, .hummingbird, .logging, .nioCore, .nioHTTP1,
                .serviceLifecycle, .subprocess, .systemPackage,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            exclude: ["contract.py", "Documented", "Requests"]),
        .testTarget(
            name: "ClapperTests",
            dependencies: ["Clapper", "HeyGen", "Jobs", "PostgreSQL", "TestSupport", .configuration, .logging]),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                "ClapperCLI", "ClapperClient", "DemoStage", "Examples", "HeyGen", "TestSupport", .subprocess,
                .systemPackage,
            ]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Clapper", "ClapperClient", "DemoStage", "Endpoints", "HeyGen", "HeyGenSimulator", "Intake", "Jobs",
                "JobsAPI",
                "PostgreSQL", "PostgreSQLCluster", "TestSupport", "Workers", .asyncHTTPClient, .httpTypes, .hummingbird,
                .logging,
                .nioCore, .nioHTTP1, .serviceLifecycle, .subprocess, .systemPackage,
            ],
            path: "Tests/Integration"),
    ]
)

for target in package.targets where target.type != .system {
    // Tests may be lax about unsafe pointers; everything that runs in production is not.
    let safety: [SwiftSetting] = target.type == .test || target.name == "TestSupport" ? [] : [.strictMemorySafety()]
    target.swiftSettings = (target.swiftSettings ?? []) + strict + safety
}
