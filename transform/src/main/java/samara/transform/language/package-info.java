/// `AWS::LanguageExtensions`: loops and further intrinsic functions, resolved before any other transform. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html>.
///
/// Built are `Fn::ForEach`, `Fn::Length`, `Fn::ToJsonString`, `Fn::FindInMap` with intrinsic functions and
/// `DefaultValue`, and intrinsic functions in `DeletionPolicy` and `UpdateReplacePolicy`.
@NullMarked
package samara.transform.language;

import org.jspecify.annotations.NullMarked;
